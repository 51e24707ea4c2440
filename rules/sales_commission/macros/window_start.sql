{#- The first day of the measurement window that a day is in. Where every event is rated on its own
    nothing accumulates, and the month only groups. -#}
{% macro window_start(measured_over, calendar) -%}
case {{ measured_over }}
            when 'quarter' then {{ calendar }}.quarter_start
            when 'half' then {{ calendar }}.half_start
            when 'year' then {{ calendar }}.year_start
            else {{ calendar }}.month_start
        end
{%- endmacro %}
