-- A rate of the plan's currency is missing on these days: credits cannot be paid without it.
select
    target.plan_id,
    way.occurred_on,
    count(*) as credits
from {{ ref('way') }} as way
inner join {{ ref('quota_target') }} as target on way.target_id = target.target_id
where way.credited is null
group by target.plan_id, way.occurred_on
