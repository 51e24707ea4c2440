{#- How much a straight line has risen over a distance, 10 digits like all three. -#}
{% macro risen(distance, rise, run) -%}
cast(
    cast({{ quotient(
        '(' ~ whole('(' ~ distance ~ ')', 10) ~ ' * ' ~ whole(rise, 10) ~ ')', whole(run, 10)
    ) }} as decimal(38, 0))
    * 0.0000000001 as decimal(28, 10)
)
{%- endmacro %}
