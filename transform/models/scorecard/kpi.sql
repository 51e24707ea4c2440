-- What each KPI is. One of a package's metrics takes unit and direction from the definition.
{{ config(materialized='view') }}

with kpi as (
    select * from {{ source('control', 'kpi') }}
),

definition as (
    select * from {{ ref('metric_definition') }}
),

final as (
    select
        kpi.kpi_id,
        kpi.kpi_no,
        kpi.title,
        kpi.owner,
        kpi.cadence,
        kpi.span,
        kpi.objective,
        kpi.link,
        kpi.package,
        kpi.metric,
        definition.variant,
        definition.version,
        kpi.level,
        kpi.member,
        coalesce(kpi.unit, definition.unit) as unit,
        coalesce(kpi.better, definition.better) as better,
        coalesce(definition.is_additive, false) as is_additive,
        coalesce(definition.follows, 'measured by hand') as follows,
        kpi.path,
        kpi.thresholds_of,
        kpi.warning,
        kpi.critical,
        kpi.trend_over
    from kpi
    left join definition
        on kpi.package = definition.package
            and kpi.metric = definition.metric
            and coalesce(kpi.variant = definition.variant, definition.is_default)
)

select * from final
