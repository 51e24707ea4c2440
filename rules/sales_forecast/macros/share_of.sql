{#- part / total with 10 digits; nothing where the total is not above 0. -#}
{% macro share_of(part, total) -%}
case when {{ total }} > 0 then {{ ratio(part, total) }} end
{%- endmacro %}

{#- An amount times a share, rounded to 6 digits. -#}
{% macro part_of(amount, share) -%}
cast({{ amount }} * {{ share }} as decimal(28, 6))
{%- endmacro %}
