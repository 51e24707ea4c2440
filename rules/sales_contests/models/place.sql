-- Who is tied stands in the same place, and the next one after all of them. With ties: earliest
-- nobody is tied: first stands who got there first.
with ordered as (
    select
        standing.*,
        campaign.kind,
        campaign.ties,
        case campaign.kind when 'ranked' then -standing.score end as by_score,
        case campaign.kind when 'first_to' then standing.reached_on end as by_day,
        cast(campaign.ties = 'earliest' as integer) * row_number() over (
            partition by standing.campaign_id
            order by standing.reached_on, standing.reached_by, standing.contestant_id
        ) as by_event
    from {{ ref('standing') }} as standing
    inner join {{ ref('campaign') }} as campaign on standing.campaign_id = campaign.campaign_id
),

ranked as (
    select
        *,
        rank() over (
            partition by campaign_id
            order by is_eligible desc, by_score asc, by_day asc, by_event asc
        ) as place,
        count(*) over (
            partition by campaign_id, is_eligible, by_score, by_day, by_event
        ) as tied
    from ordered
),

final as (
    select
        ranked.campaign_id,
        ranked.contestant_id,
        ranked.score,
        ranked.reached_on,
        ranked.is_eligible,
        ranked.ties,
        cast(ranked.place as integer) as place,
        cast(ranked.tied as integer) as tied,
        cast(coalesce(sum(prize.amount), 0) as decimal(28, 6)) as prizes,
        cast(coalesce(max(prize.amount), 0) as decimal(28, 6)) as best_prize
    from ranked
    left join {{ ref('sales_contests__prizes') }} as prize
        on ranked.campaign_id = prize.campaign_id
            and ranked.is_eligible
            and ranked.place <= prize.place
            and ranked.place + ranked.tied > prize.place
    group by all
)

select * from final
