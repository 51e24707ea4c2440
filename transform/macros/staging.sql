{#- The SQL of the generated staging models; transform/staging.py writes the calls. -#}

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
        {%- for name, field in entity.fields.items() %}
        cast(null as {{ field.type }}) as "{{ name }}",
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

{#- The same in the entity's types; what cannot be cast is null, beside what was found. Where
    several records say the same and the mapping is distinct, the first stands for all of them. -#}
{% macro typed_record(entity, mapping) -%}
select
        {%- for name, field in entity.fields.items() if name in mapping.fields %}
        {%- if not field.unreadable %}
        nullif(trim(cast("{{ name }}" as varchar)), '') as "{{ name }}",
        {%- else %}
        try_cast("{{ name }}" as {{ field.type }}) as "{{ name }}",
        "{{ name }}" as "found_{{ name }}",
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
{%- set checks = [] -%}
{%- for name, field in entity.fields.items() if name in mapping.fields -%}
    {%- set found = '"found_' ~ name ~ '"' if field.unreadable else '"' ~ name ~ '"' -%}
    {%- if field.unreadable -%}
        {%- do checks.append({
            'field': name, 'found': found, 'reason': field.unreadable,
            'when': found ~ ' is not null and "' ~ name ~ '" is null', 'unless': none,
        }) -%}
    {%- endif -%}
    {%- if name in entity.required -%}
        {%- do checks.append({
            'field': name, 'found': 'null', 'reason': 'missing_' ~ name,
            'when': found ~ ' is null',
            'unless': mapping.fields[name].columns,
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
