{#- A table that is only appended to: one insert statement holds all that a run posts, or nothing.

    dbt's own incremental models keep all new rows in a temporary table first. The postings of ten
    million deals are 40 GB there. -#}
{% materialization appended, adapter='duckdb' %}
    {%- set columns = adapter.get_columns_in_relation(this) | map(attribute='name') | list -%}
    {%- if columns | sort != model.columns | list | sort -%}
        {%- do exceptions.raise_compiler_error(
            this ~ ' stands with the columns ' ~ columns | sort | join(', ') ~ '; the model has '
            ~ model.columns | list | sort | join(', ')
        ) -%}
    {%- endif -%}
    {%- do get_assert_columns_equivalent(compiled_code) -%}
    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
        insert into {{ this }} ({{ columns | join(', ') }})
        select {{ columns | join(', ') }} from (
            {{ compiled_code }}
        )
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [this]}) }}
{% endmaterialization %}

{% materialization appended, adapter='spark' %}
    {{ return(materialization_incremental_spark()) }}
{% endmaterialization %}
