-- A rate of the plan's currency is missing for a whole month: its lines cannot be reported without
-- one.
select
    plan_id,
    currency,
    period,
    count(*) as lines
from {{ ref('month_transfer') }}
where reporting_rate is null
group by plan_id, currency, period
