{#- What a target or a way is called in the scenario that a cancellation makes. -#}
{% macro scenario_id(id, cancellation_id) -%}
cast(md5_number_lower(concat_ws('/', {{ id }}, {{ cancellation_id }})) // 2 as bigint)
{%- endmacro %}
