-- Money in a DOUBLE is money lost: no column of this package may hold one, nested or not.
-- depends_on: {{ ref('sales_commission__postings') }}
-- depends_on: {{ ref('earning_slice') }}
select
    table_name,
    column_name,
    data_type
from duckdb_columns()
where schema_name = '{{ ref('earning').schema }}'
    and database_name = '{{ ref('earning').database }}'
    and regexp_matches(data_type, 'DOUBLE|FLOAT|REAL')
