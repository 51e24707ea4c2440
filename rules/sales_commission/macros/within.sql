{#- Whether a value lies between two bounds; an open bound belongs to what lies below it. What was not
    reached at all is nothing. -#}
{% macro within(value, lower, upper, is_open) -%}
case
            when {{ is_open }}
                then coalesce(coalesce({{ value }}, 0) > {{ lower }}, true)
                    and coalesce(coalesce({{ value }}, 0) <= {{ upper }}, true)
            else coalesce(coalesce({{ value }}, 0) >= {{ lower }}, true)
                and coalesce(coalesce({{ value }}, 0) < {{ upper }}, true)
        end
{%- endmacro %}
