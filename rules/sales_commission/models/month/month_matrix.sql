-- A matrix over what is reached on two components: the rate at the end of the month, of all that is
-- credited in the window, or of the target.
with found as (
    select
        state.plan_id,
        state.component_id,
        state.payee_id,
        state.month_start,
        cell.rate,
        rule.minor_unit,
        rule.rounding_mode,
        coalesce(case when rule.has_target then target.target_pay else state.base end, 0) as base
    from {{ ref('month_state') }} as state
    inner join {{ ref('month_rule') }} as rule
        on state.plan_id = rule.plan_id and state.component_id = rule.component_id
    inner join {{ ref('plan_matrix') }} as cell
        on state.plan_id = cell.plan_id and state.component_id = cell.component_id
    left join {{ ref('month_reached') }} as in_row
        on state.plan_id = in_row.plan_id
            and cell.row_component = in_row.component_id
            and state.payee_id = in_row.payee_id
            and state.month_start = in_row.month_start
    left join {{ ref('month_reached') }} as in_column
        on state.plan_id = in_column.plan_id
            and cell.column_component = in_column.component_id
            and state.payee_id = in_column.payee_id
            and state.month_start = in_column.month_start
    left join {{ ref('quota_target') }} as target
        on state.plan_id = target.plan_id
            and state.component_id = target.component_id
            and state.payee_id = target.payee_id
            and state.window_start = target.window_start
    where {{ within('in_row.reached', 'cell.row_lower', 'cell.row_upper', 'cell.is_open') }}
        and {{ within(
            'in_column.reached', 'cell.column_lower', 'cell.column_upper', 'cell.is_open'
        ) }}
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        month_start,
        rate,
        base,
        {{ rounded('(base * rate)', 'minor_unit', 'rounding_mode') }} as paid
    from found
)

select * from final
