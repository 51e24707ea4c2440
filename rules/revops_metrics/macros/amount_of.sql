{#- The amount that a text says; null if it says none. A text with up to 12 digits before the point
    is read some hundred times as fast as a longer one. -#}
{% macro amount_of(text) -%}
coalesce(try_cast({{ text }} as decimal(18, 6)), try_cast({{ text }} as decimal(28, 6)))
{%- endmacro %}
