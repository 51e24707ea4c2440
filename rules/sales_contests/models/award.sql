-- Both kinds together. What an event brings about has that event as its source, a place has the
-- line of the campaign.
with place as (
    select
        award.campaign_id,
        concat_ws('/', 'sales_contests', award.campaign_id, award.contestant_id, award.payee_id)
            as posting_key,
        award.payee_id,
        cast(null as varchar) as event_id,
        award.effective_on,
        award.amount,
        cast(to_json({
            'place': award.place,
            'score': award.score,
            'contestant': award.contestant_id,
            'prize': award.prize,
            'amount': award.amount
        }) as varchar) as explain
    from {{ ref('contest_award') }} as award
),

spif as (
    select
        award.campaign_id,
        concat_ws('/', 'sales_contests', award.campaign_id, award.event_id) as posting_key,
        award.payee_id,
        award.event_id,
        award.effective_on,
        award.amount,
        cast(to_json({
            'points': award.points,
            'reward': award.reward,
            'amount': award.amount
        }) as varchar) as explain
    from {{ ref('spif_award') }} as award
),

final as (
    select * from place
    union all by name
    select * from spif
)

select * from final
