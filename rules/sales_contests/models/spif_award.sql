-- A reward for each event or unit, in the order of the days, until the budget is used up.
with rewarded as (
    select
        scored.*,
        campaign.budget,
        cast({{ rounded(
            '(scored.points * campaign.reward)', 'campaign.minor_unit', 'campaign.rounding_mode'
        ) }} as decimal(28, 6)) as reward
    from {{ ref('scored_event') }} as scored
    inner join {{ ref('campaign') }} as campaign on scored.campaign_id = campaign.campaign_id
    where campaign.kind = 'spif'
),

running as (
    select
        *,
        sum(reward) over (
            partition by campaign_id
            order by occurred_on, event_id
            rows between unbounded preceding and current row
        ) as used_after
    from rewarded
),

final as (
    select
        campaign_id,
        payee_id,
        event_id,
        occurred_on as effective_on,
        points,
        reward,
        cast(case
            when budget is null then reward
            else least(used_after, budget) - least(used_after - reward, budget)
        end as decimal(28, 6)) as amount
    from running
)

select * from final
