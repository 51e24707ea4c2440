{#- What packages of metrics have in common: the same sums and formulas, over parts of their own. Each
    macro is the CTEs of a model, the last of which is `final`. -#}

{#- Every metric in every variant, for months, quarters and years, of the company and of each of its
    parts: always from the sums of the parts, never from other values.

    `parts`, `months` and `definitions` are relations; `levels` maps each level besides the company
    to its column of `parts`; the rest is what the package's metrics.yml was written out to. -#}
{% macro metric_rows(
    parts, months, definitions, levels, parts_of_month, parts_of_span, metric_values
) -%}
span as (
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
    from {{ months }}
    where {{ label }} is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
),

levelled as (
    select
        12 * date_part('year', starts_on) + date_part('month', starts_on) as month_no,
        case
            {%- for level, column in levels.items() %}
            when grouping({{ column }}) = 0 then '{{ level }}'
            {%- endfor %}
            else 'company'
        end as level,
        coalesce({{ levels.values() | join(', ') }}) as member,
        {{ parts_of_month | indent(8) }}
    from {{ parts }}
    group by grouping sets (
        (starts_on){% for column in levels.values() %}, (starts_on, {{ column }}){% endfor %}
    )
),

summed as (
    select
        span.span,
        span.period,
        max(span.known_on) as known_on,
        levelled.level,
        levelled.member,
        {{ parts_of_span | indent(8) }}
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
        {{ metric_values | indent(8) }} as values
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
    inner join {{ definitions }} as definition
        on told.definition_no = definition.definition_no
            and list_contains(definition.levels, told.level)
    where told.value is not null
)
{%- endmacro %}

{#- What each metric means in each variant, out of a list of structs. -#}
{% macro definition_rows(definitions) -%}
written as (
    select {{ definitions | indent(8) }} as texts
),

listed as (
    select
        unnest(texts) as one,
        unnest(range(1, 1 + len(texts))) as definition_no
    from written
),

final as (
    select
        cast(definition_no as integer) as definition_no,
        one.metric,
        one.variant,
        cast(one.version as integer) as version,
        one.title,
        one.description,
        one.formula,
        one.follows,
        one.unit,
        one.better,
        one.is_additive,
        one.is_default,
        one.levels
    from listed
)
{%- endmacro %}
