-- One row per open opportunity: its amount times its probability in the last forecast, in the
-- company's currency.
select
    opportunity_id as id,
    cast(
        amount * coalesce(statistical_probability, stage_probability, fixed_probability)
        as decimal(28, 6)
    ) as value
from sales_forecast.forecast_deal
where as_of = (select max(as_of) from sales_forecast.forecast_deal)
