-- A credit's slices are added up, capped, and rounded as the company says.
{{ config(materialized='table') }}

with attainment as (
    select * from {{ ref('attainment') }}
),

rule as (
    select * from {{ ref('pay_rule') }}
),

running_pay as (
    select * from {{ ref('running_pay') }}
),

summed as (
    select
        target_id,
        sequence_no,
        sum(amount) as earned,
        list({
            'kind': kind, 'tier': tier_no, 'from': position_from, 'to': position_to,
            'base': base, 'rate': rate, 'amount': amount
        }) as slices
    from {{ ref('slice') }}
    group by target_id, sequence_no
),

capped as (
    select
        attainment.*,
        summed.earned,
        case when len(summed.slices) > 1 then list_sort(summed.slices) else summed.slices end
            as slices,
        coalesce(
            running_pay.capped,
            {{ capped_per_event('summed.earned', 'rule.cap_per', 'rule.cap_amount') }}
        ) as capped,
        running_pay.amount as running_amount,
        rule.minor_unit,
        rule.rounding_mode
    from attainment
    inner join summed
        on attainment.target_id = summed.target_id
            and attainment.sequence_no = summed.sequence_no
    inner join rule
        on attainment.plan_id = rule.plan_id and attainment.component_id = rule.component_id
    left join running_pay
        on attainment.target_id = running_pay.target_id
            and attainment.sequence_no = running_pay.sequence_no
),

final as (
    select
        target_id,
        sequence_no,
        plan_id,
        component_id,
        payee_id,
        event_id,
        role,
        occurred_on,
        period,
        measured,
        event_currency,
        event_rate,
        plan_rate,
        share,
        credited,
        quota,
        position_before,
        position_after,
        slices,
        cast(earned as decimal(38, 16)) as earned,
        cast(capped - earned as decimal(38, 16)) as cap_effect,
        cast(coalesce(
            running_amount, {{ rounded('capped', 'minor_unit', 'rounding_mode') }}
        ) as decimal(28, 6)) as amount,
        currency
    from capped
)

select * from final
