-- Every window in which a component can credit a payee, whether there is a quota for it or not: a
-- quota that is missing must be seen, not skipped. A quota in another currency is turned into the
-- plan's at the rates of the window's first day; a quota without a currency counts units.
{{ config(materialized='table') }}

with calendar as (
    select * from {{ ref('calendar') }}
),

component as (
    select
        component.*,
        plan.currency as plan_currency
    from {{ ref('plan_component') }} as component
    inner join {{ ref('plan') }} as plan on component.plan_id = plan.plan_id
),

measurement_window as (
    select
        component.plan_id,
        component.component_id,
        {{ window_start('component."window"', 'calendar') }} as window_start,
        min(calendar.day) as first_day,
        max(calendar.day) as last_day
    from component
    cross join calendar
    group by all
),

measured as (
    select distinct
        measurement_window.plan_id,
        measurement_window.component_id,
        recipient.payee_id,
        measurement_window.window_start
    from measurement_window
    inner join {{ ref('recipient') }} as recipient
        on measurement_window.plan_id = recipient.plan_id
            and measurement_window.component_id = recipient.component_id
            and measurement_window.first_day < recipient.valid_until
            and measurement_window.last_day >= recipient.valid_from
),

in_plan_currency as (
    select
        quota.payee_id,
        quota.quota,
        quota."window",
        quota.starts_on,
        plan.plan_id,
        quota.currency,
        case
            when quota.currency is null or quota.currency = plan.currency then quota.amount
            else {{ converted('quota.amount', 'quota_rate.rate', 'plan_rate.rate') }}
        end as amount
    from {{ ref('quota') }} as quota
    cross join {{ ref('plan') }} as plan
    left join {{ ref('fx_daily') }} as quota_rate
        on quota.currency = quota_rate.currency and quota.starts_on = quota_rate.day
    left join {{ ref('fx_daily') }} as plan_rate
        on plan.currency = plan_rate.currency and quota.starts_on = plan_rate.day
),

final as (
    select
        cast(md5_number_lower(concat_ws(
            '/', measured.plan_id, measured.component_id, measured.payee_id, measured.window_start
        )) // 2 as bigint) as target_id,
        measured.plan_id,
        measured.component_id,
        measured.payee_id,
        component."window",
        measured.window_start,
        component.quota,
        case when quota.amount > 0 then quota.amount end as amount,
        quota.currency,
        component.tier_by = 'attainment' and coalesce(quota.amount, 0) <= 0 as is_missing,
        case
            when component.tier_by in ('quantity', 'count') then component.tier_by
            when component.tier_by = 'attainment' and quota.amount > 0 and quota.currency is null
                then 'quantity'
            else 'credited'
        end as position_by,
        case component.rate_unit when 'per_unit' then 'quantity' else 'credited' end as rated_by
    from measured
    inner join component
        on measured.plan_id = component.plan_id
            and measured.component_id = component.component_id
    left join in_plan_currency as quota
        on measured.plan_id = quota.plan_id
            and measured.payee_id = quota.payee_id
            and measured.window_start = quota.starts_on
            and component.quota = quota.quota
            and component."window" = quota."window"
)

select * from final
