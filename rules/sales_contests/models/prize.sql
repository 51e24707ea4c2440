-- The tied share the prizes of their places to the cent, or each win the best of them.
with placed as (
    select
        place.*,
        campaign.minor_unit,
        campaign.rounding_mode
    from {{ ref('place') }} as place
    inner join {{ ref('campaign') }} as campaign on place.campaign_id = campaign.campaign_id
),

{{ cents_shared(
    'placed', 'prizes', '1', 'tied', 'campaign_id, is_eligible, place', 'contestant_id'
) }},

final as (
    select
        campaign_id,
        contestant_id,
        score,
        reached_on,
        is_eligible,
        place,
        tied,
        cast(case ties when 'all' then best_prize else part end as decimal(28, 6)) as prize
    from shared_to_the_cent
)

select * from final
