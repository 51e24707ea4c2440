-- What the end of a month changes: what each step takes or adds by then, less what it did by the
-- end of the month before in the same window.
with pay as (
    select * from {{ ref('month_pay') }}
),

step as (
    select unnest(['matrix', 'gate', 'multiplier', 'floor']) as kind
),

stepped as (
    select
        pay.*,
        step.kind,
        case step.kind
            when 'matrix' then pay.matrix_base
            when 'gate' then pay.rated
            when 'multiplier' then pay.let_through
            else pay.multiplied
        end as step_of,
        case step.kind
            when 'matrix' then pay.matrix_rate
            when 'gate' then pay.gate_reached
            when 'multiplier' then pay.times
            else pay.minimum_amount
        end as step_by,
        case step.kind
            when 'matrix' then pay.matrix_paid
            when 'gate' then pay.let_through - pay.rated
            when 'multiplier' then pay.multiplied - pay.let_through
            else pay.lifted - pay.multiplied
        end as effect,
        pay.window_start as since
    from pay
    cross join step
    union all by name
    select
        pay.*,
        'cap' as kind,
        cap.wanted as step_of,
        pay.cap_amount as step_by,
        cap.effect,
        case pay.cap_excess when 'lost' then cap.capped_from end as since
    from pay
    inner join {{ ref('month_cap') }} as cap
        on pay.plan_id = cap.plan_id
            and pay.component_id = cap.component_id
            and pay.payee_id = cap.payee_id
            and pay.month_start = cap.month_start
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        period,
        month_start,
        last_day,
        window_start,
        event_id,
        currency,
        kind,
        cast(step_of as decimal(28, 6)) as step_of,
        cast(step_by as decimal(28, 10)) as step_by,
        gate_from,
        cast(effect as decimal(28, 6)) as effect,
        cast(effect - coalesce(lag(effect) over (
            partition by plan_id, component_id, payee_id, kind, since order by month_start
        ), 0) as decimal(28, 6)) as amount
    from stepped
)

select * from final
