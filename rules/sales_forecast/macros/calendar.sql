{#- Months are counted from the year 0, and quarters, too, so that the fiscal year begins one. -#}
{% macro month_no(day) -%}
(12 * year({{ day }}) + month({{ day }}) - 1)
{%- endmacro %}

{#- The quarter that a month lies in; the fiscal year begins `shift` months after January. -#}
{% macro quarter_of(month_no, shift) -%}
(({{ month_no }} - {{ shift }}) // 3)
{%- endmacro %}

{#- The number of the last month of a quarter. -#}
{% macro last_month(quarter_no, shift) -%}
(3 * {{ quarter_no }} + {{ shift }} + 2)
{%- endmacro %}

{#- The last day of a month. -#}
{% macro month_end(month_no) -%}
last_day(make_date({{ month_no }} // 12, {{ month_no }} % 12 + 1, 1))
{%- endmacro %}

{#- A fiscal year is named after the calendar year in which it ends. -#}
{% macro quarter_name(quarter_no, shift) -%}
cast((12 * ({{ quarter_no }} // 4) + {{ shift }} + 11) // 12 as varchar)
        || '-Q' || cast({{ quarter_no }} % 4 + 1 as varchar)
{%- endmacro %}
