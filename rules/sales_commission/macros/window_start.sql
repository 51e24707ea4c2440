{#- The first day of the measurement window that a day is in. Where every event is rated on its own
    nothing accumulates, and the month only groups. Weeks are counted from the day that is given. -#}
{% macro window_start(measured_over, calendar, weeks_from=none) -%}
case {{ measured_over }}
            when 'quarter' then {{ calendar }}.quarter_start
            when 'half' then {{ calendar }}.half_start
            when 'year' then {{ calendar }}.year_start
            when 'plan' then date '0001-01-01'
            {%- if weeks_from %}
            {%- for window, days in {'week': 7, 'two_weeks': 14}.items() %}
            when '{{ window }}' then {{ calendar }}.day
                - cast(({{ calendar }}.day - {{ weeks_from }}) % {{ days }} as integer)
            {%- endfor %}
            {%- endif %}
            else {{ calendar }}.month_start
        end
{%- endmacro %}
