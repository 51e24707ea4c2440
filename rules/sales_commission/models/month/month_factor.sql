-- A multiplier is a straight line between its points; several of them are multiplied, one after the
-- other, so that each product has its digits.
with recursive found as (
    select
        payee_month.plan_id,
        payee_month.component_id,
        payee_month.payee_id,
        payee_month.month_start,
        curve.curve_no,
        cast(curve.value + case
            when curve.rise = 0 then 0
            else {{ risen(
                'coalesce(reached.reached, 0) - curve.lower', 'curve.rise', 'curve.run', 10
            ) }}
        end as decimal(28, 10)) as times
    from {{ ref('payee_month') }} as payee_month
    inner join {{ ref('plan_curve') }} as curve
        on payee_month.plan_id = curve.plan_id
            and payee_month.component_id = curve.component_id
            and curve.curve_no > 0
    left join {{ ref('month_reached') }} as reached
        on payee_month.plan_id = reached.plan_id
            and curve.by_component = reached.component_id
            and payee_month.payee_id = reached.payee_id
            and payee_month.month_start = reached.month_start
    where (curve.lower is null or coalesce(reached.reached, 0) >= curve.lower)
        and (curve.upper is null or coalesce(reached.reached, 0) < curve.upper)
),

multiplied as (
    select *
    from found
    where curve_no = 1
    union all
    select
        found.plan_id,
        found.component_id,
        found.payee_id,
        found.month_start,
        found.curve_no,
        cast(multiplied.times * found.times as decimal(28, 10)) as times
    from multiplied
    inner join found
        on multiplied.plan_id = found.plan_id
            and multiplied.component_id = found.component_id
            and multiplied.payee_id = found.payee_id
            and multiplied.month_start = found.month_start
            and found.curve_no = multiplied.curve_no + 1
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        month_start,
        arg_max(times, curve_no) as times
    from multiplied
    group by plan_id, component_id, payee_id, month_start
)

select * from final
