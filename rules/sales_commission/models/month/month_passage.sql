-- What the end of a month lets through of what was earned: nothing behind a closed gate, else as
-- many times as the multipliers say.
{{ config(materialized='table') }}

with final as (
    select
        payee_month.plan_id,
        payee_month.component_id,
        payee_month.payee_id,
        payee_month.window_start,
        payee_month.month_start,
        cast(coalesce(reached.reached, 0) as decimal(38, 10)) as gate_reached,
        rule.gate_component is null or coalesce(reached.reached, 0) >= rule.gate_from as is_open,
        cast(coalesce(factor.times, 1) as decimal(28, 10)) as times
    from {{ ref('payee_month') }} as payee_month
    inner join {{ ref('month_rule') }} as rule
        on payee_month.plan_id = rule.plan_id and payee_month.component_id = rule.component_id
    left join {{ ref('month_reached') }} as reached
        on payee_month.plan_id = reached.plan_id
            and rule.gate_component = reached.component_id
            and payee_month.payee_id = reached.payee_id
            and payee_month.month_start = reached.month_start
    left join {{ ref('month_factor') }} as factor
        on payee_month.plan_id = factor.plan_id
            and payee_month.component_id = factor.component_id
            and payee_month.payee_id = factor.payee_id
            and payee_month.month_start = factor.month_start
)

select * from final
