-- What a quota comes to for a payee in a window: its part, the share of the days that count, and
-- the ramp, rounded once.
{{ config(materialized='table') }}

with scaled as (
    select
        part.*,
        coalesce(day_share.days_counted, 1) as days_counted,
        coalesce(day_share.days, 1) as days,
        coalesce(day_share.days_on_leave, 0) as days_on_leave,
        coalesce(ramp_share.share_sum, 1) as ramp_sum,
        coalesce(ramp_share.months, 1) as ramp_months
    from {{ ref('quota_part') }} as part
    left join {{ ref('quota_day_share') }} as day_share
        on part.plan_id = day_share.plan_id
            and part.payee_id = day_share.payee_id
            and part.quota = day_share.quota
            and part."window" = day_share."window"
            and part.window_start = day_share.window_start
    left join {{ ref('quota_ramp_share') }} as ramp_share
        on part.plan_id = ramp_share.plan_id
            and part.payee_id = ramp_share.payee_id
            and part.quota = ramp_share.quota
            and part."window" = ramp_share."window"
            and part.window_start = ramp_share.window_start
),

final as (
    select
        scaled.plan_id,
        scaled.payee_id,
        scaled.quota,
        scaled."window",
        scaled.window_start,
        scaled.currency,
        scaled.whole,
        scaled.part,
        cast(scaled.days_counted as integer) as days_counted,
        cast(scaled.days as integer) as days,
        cast(scaled.days_on_leave as integer) as days_on_leave,
        {{ ratio('scaled.ramp_sum', 'scaled.ramp_months') }} as ramp_share,
        cast(case
            when scaled.days_counted = scaled.days and scaled.ramp_sum = scaled.ramp_months
                then scaled.part
            else {{ quota_rounded(
                converted(
                    'scaled.part',
                    'cast(scaled.days_counted * scaled.ramp_sum as decimal(28, 10))',
                    'cast(scaled.days * scaled.ramp_months as decimal(28, 10))'
                ), 'scaled', 'money'
            ) }}
        end as decimal(28, 6)) as amount
    from scaled
    inner join {{ ref('plan_money') }} as money on scaled.plan_id = money.plan_id
)

select * from final
