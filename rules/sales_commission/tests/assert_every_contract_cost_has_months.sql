-- These commissions stay an expense, because their benefit period is not at least a month.
{{ config(severity='warn') }}

select
    line.plan_id,
    line.component_id,
    line.event_id
from {{ ref('cost_line') }} as line
left join {{ ref('contract_cost') }} as cost on line.posting_key = cost.posting_key
where cost.posting_key is null
