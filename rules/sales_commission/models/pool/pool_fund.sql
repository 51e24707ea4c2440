-- What is in a pool: a rate of what the team is credited, or a fixed amount, times what the team
-- achieved. There is a pool for each window in which somebody is credited for it, once something
-- has happened in the window's last month or later.
{{ config(materialized='table') }}

with credited as (
    select
        plan_id,
        component_id,
        "window",
        window_start,
        sum(credited) as credited,
        sum(quantity) as quantity
    from {{ ref('pool_credit') }}
    group by all
),

aimed_at as (
    select
        pool.plan_id,
        pool.component_id,
        quota."window",
        quota.window_start,
        sum(quota.amount) as quota,
        bool_and(quota.currency is null) as is_in_units
    from {{ ref('plan_pool') }} as pool
    inner join {{ ref('quota_amount') }} as quota
        on pool.plan_id = quota.plan_id and pool.achievement_quota = quota.quota
    inner join {{ ref('window_span') }} as span
        on quota."window" = span."window" and quota.window_start = span.window_start
    semi join {{ ref('payee_plan') }} as covered
        on quota.plan_id = covered.plan_id
            and quota.payee_id = covered.person_id
            and span.last_day >= covered.valid_from
            and span.window_start < covered.valid_until
    group by all
),

achieved as (
    select
        pool.*,
        credited."window",
        credited.window_start,
        span.last_day,
        cast(credited.credited as decimal(28, 6)) as credited,
        cast(case
            when pool.achievement_quota is null then pool.achievement
            when aimed_at.quota > 0 and aimed_at.is_in_units
                then {{ ratio('credited.quantity', 'aimed_at.quota') }}
            when aimed_at.quota > 0 then {{ ratio('credited.credited', 'aimed_at.quota') }}
            else 0
        end as decimal(28, 10)) as achieved
    from {{ ref('plan_pool') }} as pool
    inner join credited
        on pool.plan_id = credited.plan_id and pool.component_id = credited.component_id
    inner join {{ ref('window_span') }} as span
        on credited."window" = span."window" and credited.window_start = span.window_start
    left join aimed_at
        on pool.plan_id = aimed_at.plan_id
            and pool.component_id = aimed_at.component_id
            and credited."window" = aimed_at."window"
            and credited.window_start = aimed_at.window_start
    where date_trunc('month', span.last_day)
        <= (select max(event.occurred_on) from {{ ref('event') }} as event)
),

multiplied as (
    select
        *,
        cast(coalesce(
            funding_amount, greatest(credited - coalesce(funding_over, 0), 0) * funding_rate
        ) as decimal(28, 6)) as funded,
        case
            when achieved < coalesce(achievement_from, 0) then 0
            else least(achieved, coalesce(achievement_up_to, achieved))
        end as times
    from achieved
),

final as (
    select
        multiplied.*,
        money.currency,
        money.minor_unit,
        money.rounding_mode,
        {{ rounded(
            'cast(multiplied.funded * multiplied.times as decimal(38, 10))',
            'money.minor_unit',
            'money.rounding_mode'
        ) }} as amount
    from multiplied
    inner join {{ ref('plan_money') }} as money on multiplied.plan_id = money.plan_id
)

select * from final
