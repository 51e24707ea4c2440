-- A rate by tenure holds for months of employment, counted from the month of hire, which is the
-- first. Whoever has no day of hire is counted from the first day on the plan.
{{ config(materialized='table') }}

with covered as (
    select
        plan_id,
        person_id,
        min(valid_from) as first_day
    from {{ ref('payee_plan') }}
    group by plan_id, person_id
),

joined as (
    select
        target.target_id,
        curve.lower,
        curve.upper,
        curve.value as rate,
        cast(date_trunc('month', coalesce(person.hired_on, covered.first_day)) as date)
            as first_month
    from {{ ref('quota_target') }} as target
    inner join {{ ref('plan_component') }} as component
        on target.plan_id = component.plan_id
            and target.component_id = component.component_id
            and component.tier_by = 'tenure'
    inner join {{ ref('plan_curve') }} as curve
        on target.plan_id = curve.plan_id
            and target.component_id = curve.component_id
            and curve.curve_no = 0
    inner join covered on target.plan_id = covered.plan_id and target.payee_id = covered.person_id
    left join {{ ref('person') }} as person on target.payee_id = person.person_id
),

final as (
    select
        target_id,
        case
            when lower is null then date '0001-01-01'
            else cast(first_month + to_months(cast(ceil(lower) as integer) - 1) as date)
        end as first_day,
        case
            when upper is null then date '9999-12-31'
            else cast(first_month + to_months(cast(ceil(upper) as integer) - 1) as date)
        end as ends_before,
        rate
    from joined
)

select * from final
