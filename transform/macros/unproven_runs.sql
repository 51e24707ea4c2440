{#- Says once more which runs' entries have not passed yet, by name: DuckDB reads nothing of the others then.
    From `unproven_entry` alone it would work out a condition for all entries first. -#}
{% macro of_unproven_runs() -%}
{%- if execute -%}
    {%- set ledger = target.database ~ '.ledger' -%}
    {%- set found = run_query(
        'select distinct run_id from ' ~ ledger ~ '.ledger_entries'
        ~ ' where run_id not in (select proven.run_id from ' ~ ledger ~ '.proven as proven)'
    ) -%}
run_id in ('' {%- for run_id in found.columns[0].values() %},
        '{{ run_id | replace("'", "''") }}'{% endfor %})
{%- else -%}
true
{%- endif -%}
{%- endmacro %}
