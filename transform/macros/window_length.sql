{#- How long a quota's window is. -#}
{% macro window_length(window) -%}
case {{ window }}
            when 'month' then interval 1 month
            when 'quarter' then interval 3 month
            when 'half' then interval 6 month
            when 'year' then interval 12 month
        end
{%- endmacro %}
