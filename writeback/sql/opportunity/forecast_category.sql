-- One row per open opportunity: its category in the last forecast.
select
    opportunity_id as id,
    category as value
from sales_forecast.forecast_deal
where as_of = (select max(as_of) from sales_forecast.forecast_deal)
