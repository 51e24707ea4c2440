-- What each method that judges deals expects of the open ones that are due in a quarter.
with method as (
    select method
    from {{ ref('sales_forecast__methods') }}
    where method not in ('top_down', 'blend')
),

judged as (
    select
        deal.as_of,
        deal.quarter,
        deal.person_id,
        method.method,
        deal.amount,
        case method.method
            when 'bottom_up' then deal.delivery
            when 'weighted' then deal.stage_probability
            when 'weighted_fixed' then deal.fixed_probability
            when 'statistical' then deal.statistical_probability
        end as share
    from {{ ref('forecast_deal') }} as deal
    cross join method
    where deal.horizon is not null
),

final as (
    select
        as_of,
        quarter,
        person_id,
        method,
        sum({{ part_of('amount', 'share') }}) as amount
    from judged
    group by as_of, quarter, person_id, method
)

select * from final
