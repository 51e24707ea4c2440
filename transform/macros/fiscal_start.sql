{#- The first day of the fiscal quarter, half or year that a day is in; `shift` is by how many
    months the fiscal year begins after January. -#}
{% macro fiscal_start(window, day, shift) -%}
{%- set months = {'quarter': 3, 'half': 6, 'year': 12}[window] -%}
(date_trunc('month', {{ day }}) - to_months(cast(
                (date_part('month', {{ day }}) - 1 - {{ shift }} + 12) % {{ months }} as integer
            )))
{%- endmacro %}
