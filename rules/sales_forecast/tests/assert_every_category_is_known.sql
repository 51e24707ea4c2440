-- A category with a typing error would be taken for pipeline.
{{ config(severity='warn') }}

select distinct deal.forecast_category
from {{ ref('known_deal') }} as deal
left join {{ ref('sales_forecast__categories') }} as categories
    on deal.forecast_category = categories.category
where deal.is_open and deal.forecast_category is not null and categories.category is null
