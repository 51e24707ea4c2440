{#- An amount in the company's currency, rounded to the cent; nothing where there is no rate. -#}
{% macro at_rate(amount, rate) -%}
coalesce({{ rounded(
    '(' ~ amount ~ ' * ' ~ rate ~ ')', 'currency.minor_unit', 'company.rounding_mode'
) }}, 0)
{%- endmacro %}
