{#- A tier's bound in the units of a position; no bound is beyond any position. A position has 6
    digits, so rounding the product up to 6 digits changes no comparison. -#}
{% macro bound(value, scale, beyond) -%}
coalesce(
            cast(ceil({{ value }} * {{ scale }} * 1000000) * 0.000001 as decimal(38, 6)),
            {{ beyond }}
        )
{%- endmacro %}
