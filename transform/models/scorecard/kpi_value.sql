-- What is known of each KPI by period. What adds up over days, as new deals do, counts once its
-- period is over; a share or what stands at a moment counts at any time.
{{ config(materialized='table') }}

with company as (
    select fiscal_year_start - 1 as shift from {{ ref('company') }}
),

kpi as (
    select * from {{ ref('kpi') }}
),

measured as (
    select
        kpi.kpi_id,
        kpi.span,
        kpi.is_additive,
        metric_value.known_on as measured_on,
        metric_value.value
    from kpi
    inner join {{ ref('metric_value') }} as metric_value
        on kpi.package = metric_value.package
            and kpi.metric = metric_value.metric
            and kpi.variant = metric_value.variant
            and kpi.span = metric_value.span
            and kpi.level = metric_value.level
            and kpi.member is not distinct from metric_value.member
    union all
    select
        kpi.kpi_id,
        kpi.span,
        false as is_additive,
        noted.measured_on,
        noted.value
    from kpi
    inner join {{ source('control', 'kpi_values') }} as noted on kpi.kpi_id = noted.kpi
),

started as (
    select
        measured.*,
        cast(case measured.span
            when 'month'
                then date_trunc('month', measured.measured_on)
            when 'quarter'
                then {{ fiscal_start('quarter', 'measured.measured_on', 'company.shift') }}
            else
                {{ fiscal_start('year', 'measured.measured_on', 'company.shift') }}
        end as date) as starts_on,
        cast({{ fiscal_start('year', 'measured.measured_on', 'company.shift') }} as date)
            as year_start,
        case measured.span when 'month' then 1 when 'quarter' then 3 else 12 end as months
    from measured
    cross join company
),

final as (
    select
        kpi_id,
        case span
            when 'month' then strftime(starts_on, '%Y-%m')
            when 'quarter'
                then {{ fiscal_part_name('Q', 3, 'year_start', 'starts_on') }}
            else {{ fiscal_year_name('year_start') }}
        end as period,
        starts_on,
        cast(starts_on + to_months(months) as date) - 1 as ends_on,
        months,
        measured_on,
        value,
        not is_additive or measured_on >= cast(starts_on + to_months(months) as date) - 1
            as is_counted
    from started
    qualify row_number() over (partition by kpi_id, starts_on order by measured_on desc) = 1
)

select * from final
