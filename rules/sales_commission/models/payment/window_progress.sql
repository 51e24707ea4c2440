-- What the earnings of a window come to, and what of them is released, where the end of a month
-- adds to them.
with earning as (
    select
        pay.posting_key,
        pay.plan_id,
        pay.component_id,
        pay.payee_id,
        {{ window_start('rule.month_window', 'calendar') }} as window_start,
        pay.effective_on,
        pay.amount
    from {{ ref('scheduled_pay') }} as pay
    inner join {{ ref('month_rule') }} as rule
        on pay.plan_id = rule.plan_id and pay.component_id = rule.component_id
    inner join {{ ref('calendar') }} as calendar on pay.effective_on = calendar.day
),

moved as (
    select
        * exclude (posting_key, effective_on, amount),
        effective_on as day,
        amount as earned,
        0 as released
    from earning
    union all
    select
        earning.* exclude (posting_key, effective_on, amount),
        release_day.day,
        0 as earned,
        release_day.released
    from earning
    inner join {{ ref('release_day') }} as release_day
        on earning.posting_key = release_day.posting_key
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        window_start,
        day,
        sum(sum(earned)) over so_far as earned,
        sum(sum(released)) over so_far as released
    from moved
    group by plan_id, component_id, payee_id, window_start, day
    window so_far as (
        partition by plan_id, component_id, payee_id, window_start
        order by day
        rows between unbounded preceding and current row
    )
)

select * from final
