-- What one line of the file cannot tell: what its kind needs, days in order, prizes of a campaign
-- that there is, and a currency with a rate.
with prizes as (
    select
        campaign_id,
        count(*) as places
    from {{ ref('sales_contests__prizes') }}
    group by campaign_id
),

judged as (
    select
        coalesce(campaign.campaign_id, prizes.campaign_id) as campaign_id,
        case
            when campaign.campaign_id is null
                then 'prizes of a campaign that is not in campaigns.csv'
            when campaign.ends_on < campaign.starts_on then 'ends before it starts'
            when campaign.kind = 'spif' and campaign.reward is null then 'a spif needs a reward'
            when campaign.kind = 'spif' and campaign.score = 'amount'
                then 'a spif pays by count or quantity; a share of an amount is a commission'
            when campaign.kind <> 'spif' and prizes.places is null then 'no prizes in prizes.csv'
            when campaign.kind = 'first_to' and campaign.target is null
                then 'a race needs a target'
            when campaign.reporting_rate is null
                then 'no exchange rate of ' || campaign.currency || ' by its last day'
        end as problem
    from {{ ref('campaign') }} as campaign
    full outer join prizes on campaign.campaign_id = prizes.campaign_id
)

select *
from judged
where problem is not null
