-- All parts of all metrics: numbers that add up. Each comes from one of these models.
{{ config(materialized='table') }}

with part as (
    select
        *,
        'deals' as source
    from {{ ref('deal_part') }}
    union all by name
    select * from {{ ref('stage_part') }}
    union all by name
    select
        *,
        'quotas' as source
    from {{ ref('quota_part') }}
    union all by name
    select
        *,
        'targets' as source
    from {{ ref('target_part') }}
    union all by name
    select
        *,
        'figures' as source
    from {{ ref('figure_part') }}
),

final as (
    select
        part.period,
        month.starts_on,
        month.known_on,
        part.person_id,
        part.team_id,
        part.territory_id,
        part.segment,
        part.stage,
        cast(stages.position as integer) as stage_position,
        part.source,
        {{ parts() | indent(8) }}
    from part
    inner join {{ ref('month') }} as month on part.month_no = month.month_no
    left join {{ ref('revops_metrics__stages') }} as stages on part.stage = stages.stage
)

select * from final
