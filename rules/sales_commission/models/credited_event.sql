-- Whose event is it? The owner's, that of those who split the deal, of the managers above them, of
-- those who hold the territory, or everybody's.
with counted as (
    select * from {{ ref('counted_event') }}
    where credit_above <> 'split'
),

shared as (
    select
        counted.*,
        coalesce(split_share.payee_id, counted.owner_id) as person_id,
        case
            when counted.credit_to in ('manager', 'territory', 'everybody') then counted.credit_to
            else coalesce(split_share.role, 'owner')
        end as role,
        case
            when counted.credit_share is null
                then cast(coalesce(split_share.share, 1) as decimal(28, 10))
            else cast(coalesce(split_share.share, 1) * counted.credit_share as decimal(28, 10))
        end as share
    from counted
    left join {{ ref('split_share') }} as split_share
        on counted.split_deal_id = split_share.deal_id and counted.stages = split_share.stages
    where counted.stages = '' or split_share.deal_id is not null
),

received as (
    select
        shared.* replace (
            case
                when recipient.share is null then shared.share
                else cast(shared.share * recipient.share as decimal(28, 10))
            end as share
        ),
        recipient.payee_id
    from shared
    inner join {{ ref('recipient') }} as recipient
        on shared.plan_id = recipient.plan_id
            and shared.component_id = recipient.component_id
            and shared.person_id = recipient.person_id
            and shared.occurred_on >= recipient.valid_from
            and shared.occurred_on < recipient.valid_until
),

united as (
    select * from received
    union all by name
    select * from {{ ref('split_override') }}
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        event_id,
        role,
        kind,
        occurred_on,
        measured,
        event_currency,
        own_rate,
        multiplier,
        share,
        case
            when share = 1 or is_pay_split then quantity
            else cast(quantity * share as decimal(28, 6))
        end as quantity,
        case
            when is_pay_split then coalesce(counts, measured)
            when share = 1 then counts
            else cast(counts * share as decimal(28, 6))
        end as counts,
        credit_first
    from united
)

select * from final
