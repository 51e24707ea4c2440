-- What of a won deal each touch is given; over the touches of a deal it adds up to the deal, to the
-- cent, in every model.
{{ config(materialized='table') }}

with weighed as (
    select
        won_touch.*,
        sum(won_touch.weight) over (
            partition by won_touch.opportunity_id, won_touch.period, won_touch.model
        ) as total_weight,
        currency.minor_unit,
        company.rounding_mode
    from {{ ref('won_touch') }} as won_touch
    cross join {{ ref('company') }} as company
    inner join {{ ref('currency') }} as currency on company.currency = currency.currency
    where won_touch.weight > 0
),

{{ cents_shared(
    'weighed', 'amount', 'weight', 'total_weight', 'opportunity_id, period, model', 'touch_id'
) }},

final as (
    select
        period,
        model,
        opportunity_id,
        touch_id,
        channel,
        campaign,
        person_id,
        team_id,
        territory_id,
        segment,
        cast(part as decimal(28, 6)) as amount
    from shared_to_the_cent
)

select * from final
