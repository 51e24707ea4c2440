-- The way that a credit goes is cut where it crosses a tier's bound. A credit note goes the same
-- way back, and gives back what was paid for it. Where the way is measured in other units than
-- what is rated (deals against money), the base is cut in the same proportion.
with way as (
    select
        *,
        least(position_before, position_after) as low,
        greatest(position_before, position_after) as high,
        case when position_after < position_before then -1 else 1 end as direction
    from {{ ref('walked') }}
    where base <> 0
),

cut as (
    select
        way.*,
        tier.tier_no,
        tier.paid_tier_no,
        coalesce(way.own_rate, tier.rate) as rate,
        tier.is_measured_alike,
        tier.is_retro,
        tier.is_accumulating,
        tier.reached_from,
        greatest(way.low, tier.tier_from) as position_from,
        least(way.high, tier.tier_to) as position_to
    from way
    inner join {{ ref('target_tier') }} as tier
        on way.target_id = tier.target_id
            and way.high >= tier.reached_from
            and way.high < tier.reached_to
            and way.low < tier.tier_to
            -- A way of no length lies in the tier that begins where it is.
            and way.high + case when way.high = way.low then 0.000001 else 0 end > tier.tier_from
),

-- Most credits lie in one tier as a whole, and lift nothing: they need no adding up.
final as (
    select
        target_id,
        sequence_no,
        tier_no,
        paid_tier_no,
        is_retro,
        is_accumulating,
        position_from = low and position_to = high and low >= reached_from as is_whole,
        position_from,
        position_to,
        cast(case
            when position_from = low and position_to = high then base
            when is_measured_alike then (position_to - position_from) * direction
            when high = low then base
            else {{ proportion('base', '(position_to - low)', '(high - low)') }}
                - {{ proportion('base', '(position_from - low)', '(high - low)') }}
        end as decimal(28, 6)) as base,
        rate,
        event_id,
        role,
        occurred_on,
        measured,
        event_currency,
        event_rate,
        plan_rate,
        share,
        multiplier,
        credited,
        position_before,
        position_after,
        is_scenario
    from cut
)

select * from final
