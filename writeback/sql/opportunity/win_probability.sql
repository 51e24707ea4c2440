-- One row per open opportunity: its probability in the last forecast, by the trained model or else
-- that of its stage; 0.25 is 25 %.
select
    opportunity_id as id,
    coalesce(statistical_probability, stage_probability, fixed_probability) as value
from sales_forecast.forecast_deal
where as_of = (select max(as_of) from sales_forecast.forecast_deal)
