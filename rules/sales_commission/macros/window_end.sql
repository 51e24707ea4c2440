{#- The last day of the window that a day of the calendar is in. -#}
{% macro window_end(measured_over, calendar) -%}
case {{ measured_over }}
            when 'month' then last_day({{ calendar }}.month_start)
            when 'quarter' then cast({{ calendar }}.quarter_start + to_months(3) as date) - 1
            when 'half' then cast({{ calendar }}.half_start + to_months(6) as date) - 1
            when 'year' then cast({{ calendar }}.year_start + to_months(12) as date) - 1
        end
{%- endmacro %}
