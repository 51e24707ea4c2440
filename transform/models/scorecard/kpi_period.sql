-- Each KPI as it was in each period that counts: how far from its target, whether past a threshold,
-- and whether its trend gets it to its next target.
{{ config(materialized='table') }}

with aimed as (
    select
        measured.*,
        aim.target,
        aim.due_on,
        aim.due_target,
        case
            when aim.due_on >= measured.starts_on
                then date_diff('month', measured.starts_on, aim.due_on) // measured.months
            when aim.due_on < measured.starts_on then 0
        end as periods_left
    from {{ ref('kpi_trend') }} as measured
    left join {{ ref('kpi_target') }} as aim
        on measured.kpi_id = aim.kpi_id and measured.starts_on = aim.starts_on
),

judged as (
    select
        aimed.*,
        kpi.better,
        {{ reaches('aimed.value', 'aimed.target') }} as is_met,
        {{ beyond('aimed.value', 'kpi.critical') }} as is_critical,
        {{ beyond('aimed.value', 'kpi.warning') }} as is_warning,
        aimed.value + aimed.trend * aimed.periods_left as projected
    from aimed
    inner join {{ ref('kpi') }} as kpi on aimed.kpi_id = kpi.kpi_id
),

final as (
    select
        kpi_id,
        period,
        starts_on,
        ends_on,
        measured_on,
        value,
        cast(change as decimal(28, 10)) as change,
        cast(target as decimal(28, 10)) as target,
        is_met,
        case
            when is_critical then 'critical'
            when is_warning then 'warning'
            else 'good'
        end as status,
        trend,
        due_on,
        due_target,
        cast(projected as decimal(28, 10)) as projected,
        {{ reaches('projected', 'due_target', 'better') }} as will_be_met
    from judged
)

select * from final
