-- A stage without a position asks nothing of those after it.
{{ config(severity='warn') }}

select *
from {{ ref('needed_field') }}
where stage <> 'any' and position is null
