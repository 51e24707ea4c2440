{#- A view is replaced in one statement. dbt's own way makes it under another name, renames the old
    one and the new one, and drops: six statements, which take longer than most of our views. -#}
{% materialization view, adapter='duckdb' %}
    {%- set before = load_cached_relation(this) -%}
    {%- set view = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {%- if before is not none and not before.is_view %}
        {{ adapter.drop_relation(before) }}
    {%- endif %}
    {%- call statement('main') %}
        {{ get_create_view_as_sql(view, sql) | replace('create view', 'create or replace view', 1) }}
    {%- endcall %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [view]}) }}
{% endmaterialization %}
