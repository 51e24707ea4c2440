{#- A table is replaced in one statement, as a view is. One that names prints (renewed.sql) is only written where
    they changed, and what its rows came from is kept beside it. -#}
{% materialization table, adapter='duckdb' %}
    {%- set before = load_cached_relation(this) -%}
    {%- set table = this.incorporate(type='table') -%}
    {%- set renewed_by = config.get('meta', {}).get('renewed_by') -%}
    {{ run_hooks(pre_hooks) }}
    {%- if before is not none and not before.is_table -%}
        {{ adapter.drop_relation(before) }}
    {%- endif -%}
    {%- call statement('main') -%}
        {%- if renewed_by and is_renewed() -%}
            {{ write_what_changed(table, prints_of(renewed_by), sql) }}
        {%- else -%}
            {{ get_create_table_as_sql(false, table, sql)
                | replace('create  table', 'create or replace table', 1) }}
        {%- endif -%}
        {%- if renewed_by -%}
            ;
            create or replace table {{ kept_prints() }} as from {{ prints_of(renewed_by) }}
        {%- endif -%}
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [table]}) }}
{% endmaterialization %}
