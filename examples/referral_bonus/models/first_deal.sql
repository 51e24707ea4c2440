-- The first booking that is large enough, by the day on which it has to be there at the latest.
with deal as (
    select
        referrals.referred_id,
        referrals.referrer_id,
        referrals.bonus,
        event.event_id,
        event.period,
        event.occurred_on,
        row_number() over (
            partition by referrals.referred_id order by event.occurred_on, event.event_id
        ) as deal_no
    from {{ ref('referral_bonus__referrals') }} as referrals
    inner join {{ ref('event') }} as event
        on referrals.referred_id = event.owner_id
            and referrals.until >= event.occurred_on
            and referrals.least <= event.amount_reporting
    where event.kind = 'booking'
),

final as (
    select
        referred_id,
        referrer_id,
        bonus,
        event_id,
        period,
        occurred_on
    from deal
    where deal_no = 1
)

select * from final
