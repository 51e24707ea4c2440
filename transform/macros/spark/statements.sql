{#- The target `spark`. A model's SQL is DuckDB's; what stands after the mark is translated on its
    way to Spark by transform/spark/translate.py. Tables are Parquet. -#}
{% macro duckdb_sql(sql) -%}
-- duckdb
{{ sql }}
{%- endmacro %}

{#- Where a table lies: Spark itself puts in the folder of tables, a setting of the session. -#}
{% macro in_folder(relation) -%}
location '${spark.performance_os.tables}/{{ relation.schema }}/{{ relation.identifier }}'
{%- endmacro %}

{% macro spark__create_table_as(temporary, relation, compiled_code, language='sql') -%}
{% if temporary -%}
create or replace temporary view {{ relation }} as
{% else -%}
create table {{ relation }} using parquet {{ in_folder(relation) }} as
{% endif -%}
{{ duckdb_sql(compiled_code) }}
{%- endmacro %}

{% macro spark__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
{{ duckdb_sql(default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit)) }}
{%- endmacro %}

{#- A tree of views is planned anew at each look, deeper each time: on Spark a view is a table. -#}
{% materialization view, adapter='spark' -%}
{{ return(materialization_table_spark()) }}
{%- endmaterialization %}
