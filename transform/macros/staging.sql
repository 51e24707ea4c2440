{#- The SQL of the generated staging models; transform/staging.py writes the calls. -#}

{% macro sql_type(kind) -%}
{{ {
    'text': 'varchar', 'date': 'date', 'timestamp': 'timestamp', 'decimal': 'decimal(28, 6)',
    'rate': 'decimal(28, 10)', 'integer': 'bigint', 'boolean': 'boolean',
}[kind] }}
{%- endmacro %}

{% macro problem_type() -%}
struct(field varchar, found varchar, reason varchar)[]
{%- endmacro %}

{#- A problem where the condition holds, else null: an element of a list of problems. -#}
{% macro problem(condition, field, found, reason) -%}
case when {{ condition }} then {
            'field': '{{ field }}', 'found': cast({{ found }} as varchar), 'reason': '{{ reason }}'
        } end
{%- endmacro %}

{#- All records that are mapped to an entity, typed, with what is wrong with each alone. -#}
{% macro staging(entity_name, mappings) -%}
{%- set entity = var('entities')[entity_name] -%}
with nothing as (
    select
        {%- for name, kind in entity.fields.items() %}
        cast(null as {{ sql_type(kind) }}) as "{{ name }}",
        {%- endfor %}
        cast(null as varchar) as dims,
        cast(null as integer) as mapping_no,
        cast(null as varchar) as source_system,
        cast(null as varchar) as source_table,
        cast(null as varchar) as source_hash,
        cast(null as varchar) as source_file,
        cast(null as bigint) as source_row,
        cast(null as {{ problem_type() }}) as problems
    where false
),
{% if entity.control %}
company_folder as (
    select
        {%- for name in entity.fields %}
        "{{ name }}",
        {%- endfor %}
        0 as mapping_no,
        'company' as source_system,
        '{{ entity.control }}' as source_table,
        source_hash,
        source_file,
        source_row
    from {{ source('control', entity.control) }}
),
{% endif %}
{%- for mapping in mappings %}
record_{{ mapping.number }} as (
    {{ mapped_record(mapping) }}
),

typed_{{ mapping.number }} as (
    {{ typed_record(entity, mapping) }}
),

mapping_{{ mapping.number }} as (
    {{ judged_record(entity, mapping) }}
),
{% endfor %}
united as (
    select * from nothing
    {%- if entity.control %}
    union all by name
    select * from company_folder
    {%- endif %}
    {%- for mapping in mappings %}
    union all by name
    select * from mapping_{{ mapping.number }}
    {%- endfor %}
),

final as (
    select
        *
        {%- if entity.defaults %} replace (
            {%- for name, default in entity.defaults.items() %}
            coalesce("{{ name }}", {{ default }}) as "{{ name }}"{{ ',' if not loop.last }}
            {%- endfor %}
        )
        {%- endif %}
    from united
)

select * from final
{%- endmacro %}

{#- The problems that the door wrote down: of the record as a whole, or of these columns. -#}
{% macro door_problems(columns) -%}
list_filter(
            from_json(
                record._problems, '[{"column": "varchar", "found": "varchar", "reason": "varchar"}]'
            ),
            lambda p: p.reason = 'structure'
            {%- for column in columns %} or p."column" = '{{ column }}'{% endfor %}
        )
{%- endmacro %}

{#- Whether a record is staged. A broken one is, and so is one whose `where` cannot be judged
    because a cell is unreadable: it may be one that should have been paid. -#}
{% macro is_kept(mapping) -%}
{%- if mapping.where -%}
case
            when {{ mapping.where }} then true
            when record._problems is null then false
            when ({{ mapping.where }}) is null
                then len({{ door_problems(mapping.where_columns) }}) > 0
            else len({{ door_problems([]) }}) > 0
        end
{%- else -%}
true
{%- endif -%}
{%- endmacro %}

{#- One mapping's records, its expressions under the names of the entity's fields. -#}
{% macro mapped_record(mapping) -%}
select
        {%- for name, field in mapping.fields.items() %}
        {{ field.sql }} as "{{ name }}",
        {%- endfor %}
        case
            when record._problems is not null then nullif({{ door_problems(mapping.columns) }}, [])
        end as door,
        record._dims as dims,
        {'file': record._file, 'row': record._row, 'hash': record._hash} as origin
    from {{ source('raw', mapping.source ~ '__' ~ mapping.table) }} as record
    {%- if mapping.where %}
    where {{ is_kept(mapping) }}
    {%- endif %}
{%- endmacro %}

{#- The same in the entity's types; what cannot be cast is null, beside what was found. Where several
    records say the same and the mapping is distinct, the first stands for all of them. -#}
{% macro typed_record(entity, mapping) -%}
select
        {%- for name in mapping.fields %}
        {%- if entity.fields[name] == 'text' %}
        nullif(trim(cast("{{ name }}" as varchar)), '') as "{{ name }}",
        {%- else %}
        try_cast("{{ name }}" as {{ sql_type(entity.fields[name]) }}) as "{{ name }}",
        case when try_cast("{{ name }}" as {{ sql_type(entity.fields[name]) }}) is null
            then "{{ name }}" end as "found_{{ name }}",
        {%- endif %}
        {%- endfor %}
        door,
        {%- if mapping.is_distinct %}
        cast(null as varchar) as dims,
        min(origin) as origin
        {%- else %}
        dims,
        origin
        {%- endif %}
    from record_{{ mapping.number }}
    {%- if mapping.is_distinct %}
    group by all
    {%- endif %}
{%- endmacro %}

{#- The same with its problems: the list is built only for the few records that need one. -#}
{% macro judged_record(entity, mapping) -%}
{%- set reasons = {
    'decimal': 'unreadable_number', 'rate': 'unreadable_number', 'integer': 'unreadable_number',
    'date': 'unreadable_date', 'timestamp': 'unreadable_date', 'boolean': 'unreadable_boolean',
} -%}
{%- set checks = [] -%}
{%- for name, field in mapping.fields.items() -%}
    {%- set is_text = entity.fields[name] == 'text' -%}
    {%- set found = '"' ~ name ~ '"' if is_text else '"found_' ~ name ~ '"' -%}
    {%- if not is_text -%}
        {%- do checks.append({
            'field': name, 'found': found, 'reason': reasons[entity.fields[name]],
            'when': found ~ ' is not null', 'unless': none,
        }) -%}
    {%- endif -%}
    {%- if name in entity.required -%}
        {%- do checks.append({
            'field': name, 'found': 'null', 'reason': 'missing_' ~ name,
            'when': '"' ~ name ~ '" is null and ' ~ found ~ ' is null', 'unless': field.columns,
        }) -%}
    {%- endif -%}
{%- endfor -%}
select
        {%- for name in mapping.fields %}
        "{{ name }}",
        {%- endfor %}
        dims,
        {{ mapping.number }} as mapping_no,
        '{{ mapping.source }}' as source_system,
        '{{ mapping.table }}' as source_table,
        origin.hash as source_hash,
        origin.file as source_file,
        origin.row as source_row,
        case when door is not null
            {%- for check in checks %} or ({{ check.when }}){% endfor %}
            then nullif(cast(list_concat(
                list_transform(coalesce(door, []), lambda p: {
                    'field': p."column", 'found': p.found, 'reason': p.reason
                }),
                list_filter([
                    {%- for check in checks %}
                    {{ problem(
                        check.when ~ unless_unreadable(check.unless), check.field, check.found,
                        check.reason
                    ) }}{{ ',' if not loop.last }}
                    {%- endfor %}
                ], lambda p: p is not null)
            ) as {{ problem_type() }}), [])
        end as problems
    from typed_{{ mapping.number }}
{%- endmacro %}

{#- What could not be read is not also called missing. -#}
{% macro unless_unreadable(columns) -%}
{%- if columns is not none %} and len(list_filter(
            coalesce(door, []), lambda p: p.reason = 'structure'
            {%- for column in columns %} or p."column" = '{{ column }}'{% endfor %}
        )) = 0
{%- endif -%}
{%- endmacro %}

{#- What each mapping reads and keeps of its raw table, counted before any check. -#}
{% macro mapping_count(mappings) -%}
with
{%- for mapping in mappings %}
record_{{ mapping.number }} as (
    {{ mapped_record(mapping) }}
),

typed_{{ mapping.number }} as (
    {{ typed_record(var('entities')[mapping.entity], mapping) }}
),

counted_{{ mapping.number }} as (
    {%- set entity = var('entities')[mapping.entity] %}
    {%- set field = mapping.fields.get(entity.total) %}
    {%- set kind = sql_type(entity.fields.get(entity.total, 'decimal')) %}
    select
        '{{ mapping.entity }}' as entity,
        {{ mapping.number }} as mapping_no,
        '{{ mapping.source }}' as source_system,
        '{{ mapping.table }}' as source_table,
        raw_count.row_count as rows_raw,
        raw_count.row_count - kept_count.row_count as rows_excluded,
        raw_count.total as total_raw,
        raw_count.total - kept_count.total as total_excluded
    from (
        select
            count(*) as row_count,
            {{ control_total('try_cast(' ~ field.sql ~ ' as ' ~ kind ~ ')' if field else 'null') }}
                as total
        from {{ source('raw', mapping.source ~ '__' ~ mapping.table) }} as record
    ) as raw_count
    cross join (
        select
            count(*) as row_count,
            {{ control_total('"' ~ entity.total ~ '"' if field else 'null') }} as total
        from typed_{{ mapping.number }}
    ) as kept_count
),
{% endfor %}
final as (
    {%- for name, entity in var('entities').items() if entity.control %}
    select
        '{{ name }}' as entity,
        0 as mapping_no,
        'company' as source_system,
        '{{ entity.control }}' as source_table,
        count(*) as rows_raw,
        0 as rows_excluded,
        {{ control_total('"' ~ entity.total ~ '"' if entity.total else 'null') }} as total_raw,
        {{ control_total('0') }} as total_excluded
    from {{ source('control', entity.control) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
    {%- for mapping in mappings %}
    union all
    select * from counted_{{ mapping.number }}
    {%- endfor %}
)

select * from final
{%- endmacro %}

{#- A sum in which 1 M amounts of any size cannot overflow, and nothing is 0. -#}
{% macro control_total(value) -%}
cast(coalesce(sum({{ value }}), 0) as decimal(38, 10))
{%- endmacro %}

{#- Which events each plan component counts, on the days on which its plan is valid. A measure
    that is null or fails on an event counts as 0: the event is there, and it adds nothing. -#}
{% macro component_event(components) -%}
{%- for component in components %}
select
    '{{ component.plan_id }}' as plan_id,
    '{{ component.component_id }}' as component_id,
    event.event_id,
    coalesce(try_cast(try({{ component.measure }}) as decimal(28, 6)), 0) as measured
from {{ ref('event') }} as event
where event.kind in ('{{ component.kinds | join("', '") }}')
    and event.occurred_on >= date '{{ component.valid_from }}'
    and event.occurred_on < date '{{ component.valid_until }}'
    and try({{ component.condition }})
union all
{%- endfor %}
select
    cast(null as varchar) as plan_id,
    cast(null as varchar) as component_id,
    cast(null as varchar) as event_id,
    cast(null as decimal(28, 6)) as measured
where false
{%- endmacro %}
