-- Once a company has said what its stages are worth, it has said it of all.
{{ config(severity='warn') }}

select distinct deal.stage
from {{ ref('open_deal') }} as deal
left join {{ ref('sales_forecast__probabilities') }} as probabilities
    on deal.stage = probabilities.stage
where deal.stage is not null
    and probabilities.stage is null
    and exists (select 1 from {{ ref('sales_forecast__probabilities') }})
