{#- What a check finds where the condition holds, and since which day; else null. -#}
{% macro finding(check, condition, since, found) -%}
case when {{ condition }}
            then struct_pack(check_id := '{{ check }}', since := {{ since }}, found := {{ found }})
        end
{%- endmacro %}
