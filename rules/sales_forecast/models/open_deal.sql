-- The deals that a version finds open, with the quarter that they are due in (what is overdue, in
-- the next one that ends), and, once that is over, whether they were won in it.
with meaning as (
    select
        category,
        counts_as
    from {{ ref('sales_forecast__categories') }}
),

placed as (
    select
        deal.*,
        coalesce(meaning.counts_as, 'pipeline') as category,
        customer.segment,
        greatest(
            {{ quarter_of(month_no('deal.closed_on'), 'deal.shift') }}, deal.next_quarter_no
        ) as due_no
    from {{ ref('known_deal') }} as deal
    left join meaning on deal.forecast_category = meaning.category
    left join {{ ref('opportunity') }} as opportunity
        on deal.opportunity_id = opportunity.opportunity_id
    left join {{ ref('customer') }} as customer
        on opportunity.customer_id = customer.customer_id
    where deal.is_open
),

won as (
    select
        month_no,
        opportunity_id,
        amount
    from {{ ref('known_deal') }}
    where won_no is not null
),

final as (
    select
        placed.month_no,
        placed.as_of,
        placed.learned_no,
        placed.learned_on,
        placed.opportunity_id,
        placed.person_id,
        placed.team_id,
        placed.segment,
        placed.stage,
        placed.category,
        placed.amount,
        placed.closed_on,
        placed.valid_from,
        placed.created_at,
        placed.pushes,
        target.target_no,
        target.quarter,
        target.ends_on,
        target.horizon,
        coalesce(target.is_over, false) as is_over,
        case when target.is_over then won.opportunity_id is not null end as is_won,
        case when target.is_over then coalesce(won.amount, 0) end as won_amount
    from placed
    left join {{ ref('target') }} as target
        on placed.month_no = target.month_no and placed.due_no = target.target_no
    left join won
        on target.last_month_no = won.month_no and placed.opportunity_id = won.opportunity_id
)

select * from final
