-- How each KPI moved: since the period before, and on the mean of the last ones.
{{ config(materialized='view') }}

with measured as (
    select * from {{ ref('kpi_value') }}
    where is_counted
),

trend_start as (
    select
        measured.kpi_id,
        measured.starts_on,
        min(earlier.starts_on) as starts_from,
        arg_min(earlier.value, earlier.starts_on) as value_then
    from measured
    inner join {{ ref('kpi') }} as kpi on measured.kpi_id = kpi.kpi_id
    inner join measured as earlier
        on measured.kpi_id = earlier.kpi_id
            and measured.starts_on >= earlier.starts_on
            and date_diff('month', earlier.starts_on, measured.starts_on)
            <= kpi.trend_over * measured.months
    group by measured.kpi_id, measured.starts_on
),

counted as (
    select
        measured.*,
        trend_start.value_then,
        date_diff('month', trend_start.starts_from, measured.starts_on) // measured.months
            as periods_past
    from measured
    inner join trend_start
        on measured.kpi_id = trend_start.kpi_id and measured.starts_on = trend_start.starts_on
),

final as (
    select
        kpi_id,
        period,
        starts_on,
        ends_on,
        months,
        measured_on,
        value,
        value - lag(value) over (partition by kpi_id order by starts_on) as change,
        case
            when periods_past > 0
                then {{ share_of_line('value - value_then', '1', 'periods_past') }}
        end as trend
    from counted
)

select * from final
