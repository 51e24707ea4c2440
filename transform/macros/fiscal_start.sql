{#- The first day of the fiscal quarter, half or year that a day is in; `shift` is by how many
    months the fiscal year begins after January. -#}
{% macro fiscal_start(window, day, shift) -%}
{%- set months = {'quarter': 3, 'half': 6, 'year': 12}[window] -%}
(date_trunc('month', {{ day }}) - to_months(cast(
                (date_part('month', {{ day }}) - 1 - {{ shift }} + 12) % {{ months }} as integer
            )))
{%- endmacro %}

{#- A fiscal year is named after the calendar year in which it ends. -#}
{% macro fiscal_year_name(year_start) -%}
strftime({{ year_start }} + interval 11 month, '%Y')
{%- endmacro %}

{#- The name of a fiscal quarter or half, such as 2026-Q3: the year, and the number in it. -#}
{% macro fiscal_part_name(letter, months, year_start, part_start) -%}
{{ fiscal_year_name(year_start) }} || '-{{ letter }}'
            || (1 + date_diff('month', {{ year_start }}, {{ part_start }}) // {{ months }})
{%- endmacro %}
