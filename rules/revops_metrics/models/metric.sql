-- Every metric in every variant, for months, quarters and years, of the company and of each of its
-- parts: always from the sums of the parts, never from other values.
{{ config(materialized='table') }}

with span as (
    {%- for span, label, start in [
        ('month', 'period', 'starts_on'), ('quarter', 'quarter', 'quarter_start'),
        ('year', 'year', 'year_start')
    ] %}
    select
        month_no,
        known_on,
        '{{ span }}' as span,
        {{ label }} as period,
        month_no = min(month_no) over (partition by {{ start }}) as is_first,
        month_no = max(month_no) over (partition by {{ start }}) as is_last
    from {{ ref('month') }}
    where {{ label }} is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
),

levelled as (
    select
        12 * date_part('year', starts_on) + date_part('month', starts_on) as month_no,
        case
            when grouping(team_id) = 0 then 'team'
            when grouping(person_id) = 0 then 'person'
            when grouping(territory_id) = 0 then 'territory'
            when grouping(segment) = 0 then 'segment'
            when grouping(stage) = 0 then 'stage'
            else 'company'
        end as level,
        coalesce(team_id, person_id, territory_id, segment, stage) as member,
        {{ parts_of_month() | indent(8) }}
    from {{ ref('metric_part') }}
    group by grouping sets (
        (starts_on), (starts_on, team_id), (starts_on, person_id), (starts_on, territory_id),
        (starts_on, segment), (starts_on, stage)
    )
),

summed as (
    select
        span.span,
        span.period,
        max(span.known_on) as known_on,
        levelled.level,
        levelled.member,
        {{ parts_of_span() | indent(8) }}
    from levelled
    inner join span on levelled.month_no = span.month_no
    where levelled.level = 'company' or levelled.member is not null
    group by span.span, span.period, levelled.level, levelled.member
),

valued as (
    select
        span,
        period,
        known_on,
        level,
        member,
        {{ metric_values() | indent(8) }} as values
    from summed
),

told as (
    select
        * exclude (values),
        unnest(values) as value,
        unnest(range(1, 1 + len(values))) as definition_no
    from valued
),

final as (
    select
        told.span,
        told.period,
        told.known_on,
        told.level,
        told.member,
        definition.metric,
        definition.variant,
        definition.version,
        definition.unit,
        told.value
    from told
    inner join {{ ref('definition') }} as definition
        on told.definition_no = definition.definition_no
            and list_contains(definition.levels, told.level)
    where told.value is not null
)

select * from final
