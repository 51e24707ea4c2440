-- A stage without a position asks nothing of those after it.
select *
from {{ ref('needed_field') }}
where stage <> 'any' and position is null
