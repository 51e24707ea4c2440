-- Money in a DOUBLE is money lost: nothing from the core to the ledger may hold one, nested or not.
{{ config(meta={'dagster': {'ref': {'name': 'posting'}}, 'print': 'never'}) }}
-- depends_on: {{ ref('posting') }}
select
    schema_name,
    table_name,
    column_name,
    data_type
from duckdb_columns()
where database_name = '{{ target.database }}'
    and schema_name not in ('main', 'raw')
    and not internal
    and regexp_matches(data_type, 'DOUBLE|FLOAT|REAL')
