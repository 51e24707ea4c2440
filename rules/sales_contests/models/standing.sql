-- How far each contestant has come, and when: in a race the day on which the target was reached,
-- else that of the last event that counted.
with running as (
    select
        campaign.campaign_id,
        campaign.kind,
        campaign.target,
        scored.contestant_id,
        scored.points,
        struct_pack(day := scored.occurred_on, event := scored.event_id) as moment,
        sum(scored.points) over (
            partition by scored.campaign_id, scored.contestant_id
            order by scored.occurred_on, scored.event_id
            rows between unbounded preceding and current row
        ) as score_after
    from {{ ref('campaign') }} as campaign
    inner join {{ ref('scored_event') }} as scored
        on campaign.campaign_id = scored.campaign_id
    where campaign.kind <> 'spif'
),

reached as (
    select
        campaign_id,
        kind,
        target,
        contestant_id,
        cast(sum(points) as decimal(28, 6)) as score,
        max(moment) as last_event,
        min(moment) filter (score_after >= target) as first_there
    from running
    group by all
),

final as (
    select
        campaign_id,
        contestant_id,
        score,
        case kind when 'first_to' then first_there.day else last_event.day end as reached_on,
        case kind when 'first_to' then first_there.event else last_event.event end as reached_by,
        case kind
            when 'first_to' then first_there is not null
            else score > 0 and score >= coalesce(target, 0)
        end as is_eligible
    from reached
)

select * from final
