-- What a window should have paid by the end of each month, step by step: as earned, behind its
-- gate, multiplied, and no less than the minimum.
{{ config(materialized='table') }}

with gated as (
    select
        state.*,
        rule.* exclude (plan_id, component_id, "window"),
        coalesce(matrix.paid, 0) as matrix_paid,
        matrix.rate as matrix_rate,
        matrix.base as matrix_base,
        passage.gate_reached,
        passage.is_open,
        passage.times,
        state.earned + coalesce(matrix.paid, 0) as rated
    from {{ ref('month_state') }} as state
    inner join {{ ref('month_rule') }} as rule
        on state.plan_id = rule.plan_id and state.component_id = rule.component_id
    left join {{ ref('month_matrix') }} as matrix
        on state.plan_id = matrix.plan_id
            and state.component_id = matrix.component_id
            and state.payee_id = matrix.payee_id
            and state.month_start = matrix.month_start
    inner join {{ ref('month_passage') }} as passage
        on state.plan_id = passage.plan_id
            and state.component_id = passage.component_id
            and state.payee_id = passage.payee_id
            and state.month_start = passage.month_start
),

multiplied as (
    select
        *,
        case when is_open then rated else 0 end as let_through,
        case
            when not is_open then 0
            else {{ rounded('(rated * times)', 'minor_unit', 'rounding_mode') }}
        end as multiplied
    from gated
),

followed as (
    select
        *,
        multiplied - coalesce(lag(multiplied) over months, 0) as of_month
    from multiplied
    window months as (
        partition by plan_id, component_id, payee_id, window_start order by month_start
    )
),

filled as (
    select
        *,
        case
            when minimum_per = 'period' and is_covered
                then greatest(minimum_amount - of_month, 0)
            else 0
        end as added
    from followed
),

final as (
    select
        * exclude (of_month, added),
        cast(case
            when minimum_per = 'window' and is_settled then greatest(multiplied, minimum_amount)
            else multiplied + sum(added) over months
        end as decimal(28, 6)) as lifted
    from filled
    window months as (
        partition by plan_id, component_id, payee_id, window_start order by month_start
    )
)

select * from final
