-- The KPIs as they stand: what each is, and what is known of its last period that counts.
{{ config(materialized='table') }}

with last_period as (
    select * from {{ ref('kpi_period') }}
    qualify row_number() over (partition by kpi_id order by starts_on desc) = 1
),

final as (
    select
        kpi.kpi_id,
        kpi.kpi_no,
        kpi.title,
        kpi.owner,
        kpi.cadence,
        kpi.objective,
        kpi.link,
        kpi.package,
        kpi.metric,
        kpi.variant,
        kpi.version,
        kpi.level,
        kpi.member,
        kpi.unit,
        kpi.better,
        kpi.follows,
        last_period.period,
        last_period.measured_on,
        last_period.value,
        last_period.change,
        last_period.target,
        last_period.is_met,
        coalesce(last_period.status, 'unmeasured') as status,
        last_period.trend,
        last_period.due_on,
        last_period.due_target,
        last_period.projected,
        last_period.will_be_met
    from {{ ref('kpi') }} as kpi
    left join last_period on kpi.kpi_id = last_period.kpi_id
)

select * from final
