-- A quota is missing: these credits earn nothing until quotas.csv has it.
{{ config(severity='warn') }}

select * from {{ ref('missing_quota') }}
