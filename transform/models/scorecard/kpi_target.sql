-- What each KPI was aimed at in a period: at its end, the next target, or what lies on the line
-- between the last and the next one.
{{ config(materialized='view') }}

with target as (
    select * from {{ source('control', 'kpi_target') }}
),

around as (
    select
        measured.kpi_id,
        measured.starts_on,
        measured.ends_on,
        max(target.due_on) filter (where target.due_on < measured.ends_on) as last_due_on,
        min(target.due_on) filter (where target.due_on >= measured.ends_on) as next_due_on,
        arg_max(target.target, target.due_on) filter (where target.due_on < measured.ends_on)
            as last_target,
        arg_min(target.target, target.due_on) filter (where target.due_on >= measured.ends_on)
            as next_target
    from {{ ref('kpi_value') }} as measured
    inner join target on measured.kpi_id = target.kpi_id
    group by measured.kpi_id, measured.starts_on, measured.ends_on
),

final as (
    select
        around.kpi_id,
        around.starts_on,
        coalesce(around.next_due_on, around.last_due_on) as due_on,
        coalesce(around.next_target, around.last_target) as due_target,
        case
            when around.next_target is null then around.last_target
            when around.last_target is null or kpi.path = 'step' then around.next_target
            else around.last_target + {{ share_of_line(
                'around.next_target - around.last_target',
                "date_diff('day', around.last_due_on, around.ends_on)",
                "date_diff('day', around.last_due_on, around.next_due_on)"
            ) }}
        end as target
    from around
    inner join {{ ref('kpi') }} as kpi on around.kpi_id = kpi.kpi_id
)

select * from final
