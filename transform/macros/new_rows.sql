{#- Where the new rows of an incremental model wait, in place of dbt-duckdb's temporary table: in a
    table of the warehouse, which is compressed as it is written. A temporary one counts as memory,
    and goes to disk as it is there: 40 GB at ten million deals. What a killed run left goes first. -#}
{% macro duckdb__dispatch_temporary_relation(target_relation, batch_id='') %}
    {% set relation = target_relation.incorporate(
        path={'identifier': target_relation.identifier ~ '__new'}, type='table'
    ) %}
    {% do adapter.drop_relation(relation) %}
    {% do return({'relation': relation, 'temporary': false}) %}
{% endmacro %}
