-- A rate is missing on these days: credits cannot be paid, or not be reported, without it.
select
    target.plan_id,
    way.occurred_on,
    count(*) as credits
from {{ ref('way') }} as way
inner join {{ ref('quota_target') }} as target on way.target_id = target.target_id
where way.credited is null or way.plan_rate is null
group by target.plan_id, way.occurred_on
