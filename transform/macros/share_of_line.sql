{#- A rise times steps / all_steps, with 10 digits after the point; steps are whole numbers. -#}
{% macro share_of_line(rise, steps, all_steps) -%}
cast(
    cast({{ quotient('(' ~ whole('(' ~ rise ~ ')', 10) ~ ' * ' ~ steps ~ ')', all_steps) }}
        as decimal(38, 0)) * 0.0000000001 as decimal(28, 10)
)
{%- endmacro %}
