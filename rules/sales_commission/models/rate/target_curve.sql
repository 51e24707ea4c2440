-- What has been paid in all at a position, for each payee and window: straight stretches, with
-- bounds in money or units and values in money. Where a stretch begins with another value than the
-- one before it ends with, reaching it pays the difference at once. A curve of rates has rates
-- instead of money, each of all that is credited.
{{ config(materialized='table') }}

with scaled as (
    select
        target.target_id,
        target."window" = 'event' as is_alone,
        curve.stretch_no,
        curve.lower,
        curve.upper,
        curve.run,
        curve.is_open,
        coalesce(curve.is_rate, false) as is_rate,
        case component.tier_by when 'attainment' then target.amount else 1 end as scale,
        case
            when curve.is_rate then curve.value
            else cast(curve.value * coalesce(target.target_pay, 1) as decimal(28, 6))
        end as value,
        case
            when curve.is_rate then curve.value + curve.rise
            else cast((curve.value + curve.rise) * coalesce(target.target_pay, 1) as decimal(28, 6))
        end as value_after
    from {{ ref('rated_target') }} as target
    inner join {{ ref('plan_component') }} as component
        on target.plan_id = component.plan_id
            and target.component_id = component.component_id
            and component.tier_by <> 'tenure'
    inner join {{ ref('plan_curve') }} as curve
        on target.plan_id = curve.plan_id
            and target.component_id = curve.component_id
            and curve.curve_no = 0
    where not target.is_missing
),

final as (
    select
        target_id,
        is_alone,
        is_rate,
        stretch_no,
        {{ bound('lower', 'scale', '-100000000000000000000', 'is_open') }} as position_from,
        {{ bound('upper', 'scale', '100000000000000000000', 'is_open') }} as position_to,
        cast(value as decimal(28, 10)) as value,
        cast(value_after - value as decimal(28, 10)) as rise,
        cast(case
            when upper is null
                then {{ bound('(lower + run)', 'scale', '1') }} - {{ bound('lower', 'scale', '0') }}
            when lower is null then 1
            else {{ bound('upper', 'scale', '0') }} - {{ bound('lower', 'scale', '0') }}
        end as decimal(38, 6)) as run,
        cast(coalesce(lag(value_after) over (
            partition by target_id order by stretch_no
        ), 0) as decimal(28, 10)) as value_before
    from scaled
)

select * from final
