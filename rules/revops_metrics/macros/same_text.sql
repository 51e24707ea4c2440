{#- The text of a value, written in one way, so that 1000 and 1000.00 are the same amount. -#}
{% macro same_text(field, text) -%}
coalesce(
            case {{ field }}
                when 'amount' then cast({{ amount_of(text) }} as varchar)
                when 'closed_on' then strftime(try_cast({{ text }} as timestamp), '%Y-%m-%d')
            end,
            {{ text }}
        )
{%- endmacro %}
