-- What is won, by payee. The prize of a team is shared by those who scored for it, to the cent. A
-- race is won on the day on which the target is reached, anything else on the last day.
with member as (
    select distinct
        campaign_id,
        contestant_id,
        payee_id
    from {{ ref('scored_event') }}
),

won as (
    select
        leaderboard.campaign_id,
        leaderboard.contestant_id,
        member.payee_id,
        leaderboard.score,
        leaderboard.place,
        leaderboard.prize,
        campaign.minor_unit,
        campaign.rounding_mode,
        case campaign.kind when 'first_to' then leaderboard.reached_on else campaign.ends_on end
            as effective_on,
        cast(count(*) over (
            partition by leaderboard.campaign_id, leaderboard.contestant_id
        ) as decimal(28, 6)) as members
    from {{ ref('leaderboard') }} as leaderboard
    inner join {{ ref('campaign') }} as campaign
        on leaderboard.campaign_id = campaign.campaign_id
    inner join member
        on leaderboard.campaign_id = member.campaign_id
            and leaderboard.contestant_id = member.contestant_id
    where leaderboard.prize > 0 and (campaign.is_decided or campaign.kind = 'first_to')
),

{{ cents_shared('won', 'prize', '1', 'members', 'campaign_id, contestant_id', 'payee_id') }},

final as (
    select
        campaign_id,
        contestant_id,
        payee_id,
        score,
        place,
        prize,
        effective_on,
        part as amount
    from shared_to_the_cent
)

select * from final
