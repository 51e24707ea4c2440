-- A campaign, the money that it pays in, and whether its last month has begun: from then on its
-- places pay as they stand, and are adjusted while they still change.
{{ config(materialized='table') }}

with campaigns as (
    select * from {{ ref('sales_contests__campaigns') }}
),

last_event as (
    select max(occurred_on) as day
    from {{ ref('event') }}
),

rate as (
    select
        campaigns.campaign_id,
        arg_max(fx_daily.rate, fx_daily.day) as rate
    from campaigns
    inner join {{ ref('fx_daily') }} as fx_daily
        on campaigns.currency = fx_daily.currency and campaigns.ends_on >= fx_daily.day
    group by campaigns.campaign_id
),

final as (
    select
        campaigns.* replace (coalesce(campaigns.ties, 'share') as ties),
        currency.minor_unit,
        company.rounding_mode,
        case when campaigns.currency = company.currency then 1 else rate.rate end
            as reporting_rate,
        coalesce(date_trunc('month', campaigns.ends_on) <= last_event.day, false) as is_decided
    from campaigns
    cross join {{ ref('company') }} as company
    cross join last_event
    inner join {{ ref('currency') }} as currency on campaigns.currency = currency.currency
    left join rate on campaigns.campaign_id = rate.campaign_id
)

select * from final
