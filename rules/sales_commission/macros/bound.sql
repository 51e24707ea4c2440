{#- A tier's bound in the units of a position; no bound is beyond any position. A position has 6
    digits, so rounding the product up to 6 digits changes no comparison. Where the bound is open, it
    belongs to what lies below, and the first position above it counts. -#}
{% macro bound(value, scale, beyond, is_open='false') -%}
coalesce(
            cast(case
                when {{ is_open }} then floor({{ value }} * {{ scale }} * 1000000) + 1
                else ceil({{ value }} * {{ scale }} * 1000000)
            end * 0.000001 as decimal(38, 6)),
            {{ beyond }}
        )
{%- endmacro %}
