-- Every slice of the credits that earn in pieces, before caps and rounding: base times rate.
with slice as (
    select
        target_id,
        sequence_no,
        'own' as kind,
        paid_tier_no as tier_no,
        position_from,
        position_to,
        base,
        rate
    from {{ ref('cut_slice') }}
    where not is_whole and not is_retro
    union all
    -- Tiers that are paid at one rate, because a retroactive one was reached, are one slice.
    select
        target_id,
        sequence_no,
        'own' as kind,
        paid_tier_no as tier_no,
        min(position_from) as position_from,
        max(position_to) as position_to,
        cast(sum(base) as decimal(28, 6)) as base,
        rate
    from {{ ref('cut_slice') }}
    where not is_whole and is_retro
    group by target_id, sequence_no, paid_tier_no, rate
    union all
    select
        target_id,
        sequence_no,
        'top_up' as kind,
        tier_no,
        position_from,
        position_to,
        base,
        rate
    from {{ ref('top_up') }}
    union all
    select
        target_id,
        sequence_no,
        'own' as kind,
        stretch_no as tier_no,
        position_from,
        position_to,
        base,
        rate
    from {{ ref('payout_slice') }}
),

final as (
    select
        *,
        base * rate as amount
    from slice
)

select * from final
