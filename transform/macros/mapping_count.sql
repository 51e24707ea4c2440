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
    {%- set kind = entity.fields[entity.total].type if field %}
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
