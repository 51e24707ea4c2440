-- What is written off, impaired and expensed at once comes to the cost, to the cent.
select
    cost.posting_key,
    max(cost.amount) as amount,
    sum(schedule.amount) as scheduled
from {{ ref('contract_cost') }} as cost
left join {{ ref('contract_cost_schedule') }} as schedule
    on cost.posting_key = schedule.posting_key
group by cost.posting_key
having sum(schedule.amount) is distinct from max(cost.amount)
