{#- How much a straight line has risen over a distance, a rate of 10 digits; distance and run have
    the same number of digits. -#}
{% macro risen(distance, rise, run, digits) -%}
cast(cast({{ quotient(
    '(' ~ whole(rise, 10) ~ ' * ' ~ whole('(' ~ distance ~ ')', digits) ~ ')', whole(run, digits)
) }} as decimal(38, 0)) * 0.0000000001 as decimal(28, 10))
{%- endmacro %}
