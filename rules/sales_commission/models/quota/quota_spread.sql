-- A quota for a longer time than a component measures is cut into parts that add up to it: what
-- rounding leaves over goes to the largest, the first of several. Weights that do not fit the
-- number of windows give no quota.
with cut as (
    select
        quota.plan_id,
        quota.payee_id,
        quota.quota,
        quota."window" as whole_window,
        quota.starts_on,
        quota.ends_before,
        quota.currency,
        quota.amount as whole,
        use."window",
        span.window_start,
        use.spread,
        use.weights,
        cast(
            case use.spread
                when 'even' then 1
                when 'days' then span.days
                else use.weights[row_number() over (whole_quota order by span.window_start)]
            end as decimal(28, 10)
        ) as weight,
        count(*) over whole_quota as windows
    from {{ ref('quota_use') }} as use
    inner join {{ ref('plan_quota') }} as quota
        on use.plan_id = quota.plan_id
            and use.quota = quota.quota
            and use."window" <> quota."window"
    inner join {{ ref('window_span') }} as span
        on use."window" = span."window"
            and quota.starts_on <= span.window_start
            and quota.ends_before > span.last_day
    where use.spread is not null
    window whole_quota as (
        partition by
            quota.plan_id, quota.payee_id, quota.quota, quota."window", quota.starts_on,
            use."window"
    )
),

totalled as (
    select
        *,
        sum(weight) over (
            partition by plan_id, payee_id, quota, whole_window, starts_on, "window"
        ) as total
    from cut
    where spread <> 'weights' or len(weights) = windows
),

shared as (
    select
        totalled.*,
        {{ quota_rounded(
            converted('totalled.whole', 'totalled.weight', 'totalled.total'), 'totalled', 'money'
        ) }} as share
    from totalled
    inner join {{ ref('plan_money') }} as money on totalled.plan_id = money.plan_id
),

final as (
    select
        plan_id,
        payee_id,
        quota,
        "window",
        window_start,
        currency,
        ends_before - starts_on as given_days,
        whole,
        cast(share + case
            when row_number() over (whole_quota order by weight desc, window_start asc) = 1
                then whole - sum(share) over whole_quota
            else 0
        end as decimal(28, 6)) as part
    from shared
    window whole_quota as (
        partition by plan_id, payee_id, quota, whole_window, starts_on, "window"
    )
)

select * from final
