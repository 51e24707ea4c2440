-- Every window in which a component can credit a payee, whether there is a quota for it or not: a
-- quota that is missing must be seen, not skipped. A quota without a currency counts units.
{{ config(materialized='table') }}

with calendar as (
    select * from {{ ref('calendar') }}
),

component as (
    select * from {{ ref('plan_component') }}
),

measurement_window as (
    select
        component.plan_id,
        component.component_id,
        {{ window_start('component."window"', 'calendar', 'component.weeks_from') }}
            as window_start,
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

found as (
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
        modifier.shares,
        case
            when modifier.target_quota is null
                then cast(modifier.target_amount * modifier.target_weight as decimal(28, 6))
            else cast(pay_quota.amount * modifier.target_weight as decimal(28, 6))
        end as target_pay,
        (component.tier_by = 'attainment' and coalesce(quota.amount, 0) <= 0)
        or (modifier.target_quota is not null and pay_quota.amount is null) as is_missing,
        {{ position_by('component', 'quota') }} as position_by,
        case component.rate_unit
            when 'per_unit' then 'quantity'
            when 'per_deal' then 'count'
            else 'credited'
        end as rated_by
    from measured
    inner join component
        on measured.plan_id = component.plan_id
            and measured.component_id = component.component_id
    left join {{ ref('quota_amount') }} as quota
        on measured.plan_id = quota.plan_id
            and measured.payee_id = quota.payee_id
            and measured.window_start = quota.window_start
            and component.quota = quota.quota
            and component."window" = quota."window"
    left join {{ ref('plan_modifier') }} as modifier
        on measured.plan_id = modifier.plan_id
            and measured.component_id = modifier.component_id
    left join {{ ref('quota_amount') }} as pay_quota
        on measured.plan_id = pay_quota.plan_id
            and measured.payee_id = pay_quota.payee_id
            and measured.window_start = pay_quota.window_start
            and modifier.target_quota = pay_quota.quota
            and component."window" = pay_quota."window"
),

-- Components that share a way are at one position; it is known by the first of them.
final as (
    select
        * exclude (shares),
        case
            when shares is null then target_id
            else min(target_id) over (partition by plan_id, shares, payee_id, window_start)
        end as way_id
    from found
)

select * from final
