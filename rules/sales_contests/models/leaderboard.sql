-- Where everybody stands. Prizes beyond the budget are cut in proportion, to the cent.
{{ config(materialized='table') }}

with won as (
    select
        prize.*,
        campaign.title,
        campaign.currency,
        campaign.minor_unit,
        campaign.rounding_mode,
        cast(sum(prize.prize) over (partition by prize.campaign_id) as decimal(28, 6)) as total,
        campaign.budget
    from {{ ref('prize') }} as prize
    inner join {{ ref('campaign') }} as campaign on prize.campaign_id = campaign.campaign_id
),

{{ cents_shared(
    'won', 'coalesce(budget, total)', 'prize', 'greatest(total, 0.01)', 'campaign_id',
    'contestant_id'
) }},

final as (
    select
        campaign_id,
        title,
        contestant_id,
        score,
        reached_on,
        is_eligible,
        place,
        tied,
        cast(case when total > budget then part else prize end as decimal(28, 6)) as prize,
        currency
    from shared_to_the_cent
)

select * from final
