-- All that the checks find, with whose it is and what is at stake: an open deal, or the open deals
-- of an account. Whose an account is says its newest deal.
with account as (
    select
        customer_id,
        arg_max(owner_id, (outcome = 'open', created_on, opportunity_id)) as owner_id,
        sum(amount_reporting) filter (outcome = 'open') as amount
    from {{ ref('deal') }}
    where customer_id is not null
    group by customer_id
),

found as (
    select * from {{ ref('deal_finding') }}
    union all by name
    select * from {{ ref('field_finding') }}
    union all by name
    select * from {{ ref('account_finding') }}
),

placed as (
    select
        found.check_id,
        coalesce(found.opportunity_id, found.customer_id) as subject_id,
        found.opportunity_id,
        coalesce(deal.customer_id, found.customer_id) as customer_id,
        coalesce(deal.name, customer.name) as name,
        coalesce(deal.owner_id, account.owner_id) as owner_id,
        deal.stage,
        case when deal.outcome = 'open' then deal.amount_reporting else account.amount end
            as amount,
        found.since,
        found.found
    from found
    left join {{ ref('deal') }} as deal on found.opportunity_id = deal.opportunity_id
    left join account on found.customer_id = account.customer_id
    left join {{ ref('customer') }} as customer on found.customer_id = customer.customer_id
),

final as (
    select
        placed.check_id,
        placed.subject_id,
        hygiene_check.severity,
        hygiene_check.subject,
        placed.opportunity_id,
        placed.customer_id,
        placed.name,
        placed.owner_id,
        owner.team_id,
        placed.stage,
        cast(coalesce(placed.amount, 0) as decimal(28, 6)) as amount,
        placed.since,
        today.day - placed.since as days,
        placed.found,
        hygiene_check.remedy,
        today.day as known_on
    from placed
    cross join {{ ref('today') }} as today
    inner join {{ ref('hygiene_check') }} as hygiene_check
        on placed.check_id = hygiene_check.check_id
    left join {{ ref('owner') }} as owner on placed.owner_id = owner.person_id
    where hygiene_check.severity <> 'off'
)

select * from final
