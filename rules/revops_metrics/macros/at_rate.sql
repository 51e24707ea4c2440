{#- An amount in the company's currency; most of them are, and need no arithmetic. -#}
{% macro at_rate(amount, rate) -%}
case when {{ rate }} = 1 then {{ amount }} else cast({{ amount }} * {{ rate }} as decimal(28, 6)) end
{%- endmacro %}
