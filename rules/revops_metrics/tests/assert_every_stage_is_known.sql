-- Once a company has said what its stages are, it has said it of all.
{{ config(severity='warn') }}

select distinct history.stage
from {{ ref('opportunity_history') }} as history
left join {{ ref('revops_metrics__stages') }} as stages on history.stage = stages.stage
where history.stage is not null and history.outcome is not null and stages.stage is null
