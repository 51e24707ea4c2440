-- A quota that was given for the window itself goes before one that has to be spread, and of those
-- the one for the shorter time.
{{ config(materialized='table') }}

with given as (
    select
        quota.plan_id,
        quota.payee_id,
        quota.quota,
        quota."window",
        quota.starts_on as window_start,
        quota.currency,
        0 as given_days,
        quota.amount as whole,
        quota.amount as part
    from {{ ref('plan_quota') }} as quota
    inner join {{ ref('quota_use') }} as use
        on quota.plan_id = use.plan_id
            and quota.quota = use.quota
            and quota."window" = use."window"
    union all
    select * from {{ ref('quota_spread') }}
),

final as (
    select * exclude (given_days)
    from given
    qualify
        row_number() over (
            partition by plan_id, payee_id, quota, "window", window_start order by given_days
        ) = 1
)

select * from final
