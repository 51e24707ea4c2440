{#- A table that is as long as the ledger need not be written anew where nothing changed. It names a model of
    prints: one row per `target_id`, with a hash of all that the table's rows of that target come from, and the
    first and the last day that they can lie on. What a run has written is kept with the prints that it came
    from, in `<table>__kept`; the next one deletes and inserts the rows of other prints alone. -#}

{#- Whether a row is of a target that the table is to be written for. -#}
{% macro is_changed(prints, target_id) -%}
{%- do config(meta={'renewed_by': prints}) -%}
{%- if not execute -%}
    {%- do ref(prints) -%}
{%- elif is_renewed() -%}
{{ target_id }} in (select print.target_id from {{ prints_not_in(prints_of(prints), kept_prints()) }})
{%- else -%}
true
{%- endif -%}
{%- endmacro %}

{#- Whether a day lies among those of such targets; DuckDB reads nothing of the others then. -#}
{% macro is_changed_day(prints, day) -%}
{%- if is_renewed() -%}
{%- set days = run_query(
    'select min(first_day), max(last_day) from ' ~ prints_not_in(prints_of(prints), kept_prints())
).rows[0] -%}
{{ day }} between date '{{ days[0] or '9999-12-31' }}' and date '{{ days[1] or '0001-01-01' }}'
{%- else -%}
true
{%- endif -%}
{%- endmacro %}

{#- A hash of the row of a table or alias, as it stands. -#}
{% macro row_print(row) -%}
{{ adapter.dispatch('row_print')(row) }}
{%- endmacro %}

{% macro default__row_print(row) -%}
hash(*columns({{ row }}.*))
{%- endmacro %}

{% macro prints_not_in(prints, others) -%}
{{ prints }} as print anti join {{ others }} as other
    on print.target_id = other.target_id and print.print = other.print
{%- endmacro %}

{%- macro prints_of(name) -%}
{{ return(this.incorporate(path={'identifier': name}, type='table')) }}
{%- endmacro %}

{% macro kept_prints() -%}
{{ return(this.incorporate(path={'identifier': this.identifier ~ '__kept'}, type='table')) }}
{%- endmacro %}

{#- Whether only a part of the table is written: `built.renewed` has it where its SQL is as it was. -#}
{% macro is_renewed() -%}
{%- if not execute or model.resource_type != 'model' or target.type != 'duckdb' -%}
    {{ return(false) }}
{%- endif -%}
{%- set tables = run_query(
    "select 1 from duckdb_tables() where database_name = current_database() and (schema_name, table_name) in (
        ('built', 'renewed'), ('" ~ this.schema ~ "', '" ~ this.identifier ~ "'),
        ('" ~ this.schema ~ "', '" ~ kept_prints().identifier ~ "')
    )"
) -%}
{{ return(
    tables.rows | length == 3
    and run_query("select 1 from built.renewed where unique_id = '" ~ model.unique_id ~ "'").rows
    | length == 1
) }}
{%- endmacro %}

{#- What is of no target is always written. -#}
{% macro write_what_changed(table, prints, sql) -%}
delete from {{ table }} where target_id is null or target_id in (
    select print.target_id from {{ prints_not_in(kept_prints(), prints) }}
);
insert into {{ table }} by name {{ sql }}
{%- endmacro %}
