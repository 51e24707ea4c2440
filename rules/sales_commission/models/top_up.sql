-- A credit that reaches a retroactive tier lifts what was credited before it to the new rate; a
-- credit note that falls back below the tier gives that back.
{{ config(materialized='table') }}

with crossing as (
    select * from {{ ref('crossing') }}
),

tier as (
    select * from {{ ref('target_tier') }}
    where is_retro and is_accumulating
),

-- What lies in each tier is counted up over all credits, with a mark where one crosses: before it
-- on the way up, after it on the way back.
moved as (
    select
        target_id,
        tier_no,
        sequence_no,
        0 as mark,
        base
    from {{ ref('cut_slice') }}
    where is_retro and is_accumulating
    union all
    select distinct
        crossing.target_id,
        tier.tier_no,
        crossing.sequence_no,
        case when crossing.is_back then 1 else -1 end as mark,
        0 as base
    from crossing
    inner join tier on crossing.target_id = tier.target_id
),

held as (
    select
        target_id,
        tier_no,
        sequence_no,
        mark,
        sum(base) over (
            partition by target_id, tier_no
            order by sequence_no, mark
            rows between unbounded preceding and current row
        ) as base
    from moved
),

rerated as (
    select
        crossing.target_id,
        crossing.sequence_no,
        greatest(upper_rate.tier_from, 0) as position_from,
        least(upper_rate.tier_to, crossing.low) as position_to,
        lower_rate.paid_tier_no as lower_tier_no,
        upper_rate.paid_tier_no as tier_no,
        held.base,
        case when crossing.is_back then -1 else 1 end * (upper_rate.rate - lower_rate.rate) as rate
    from crossing
    inner join held
        on crossing.target_id = held.target_id
            and crossing.sequence_no = held.sequence_no
            and held.mark <> 0
    inner join tier as lower_rate
        on held.target_id = lower_rate.target_id
            and held.tier_no = lower_rate.tier_no
            and crossing.low >= lower_rate.reached_from
            and crossing.low < lower_rate.reached_to
    inner join tier as upper_rate
        on held.target_id = upper_rate.target_id
            and held.tier_no = upper_rate.tier_no
            and crossing.high >= upper_rate.reached_from
            and crossing.high < upper_rate.reached_to
),

final as (
    select
        target_id,
        sequence_no,
        tier_no,
        min(position_from) as position_from,
        max(position_to) as position_to,
        cast(sum(base) as decimal(28, 6)) as base,
        cast(rate as decimal(28, 10)) as rate
    from rerated
    where base <> 0 and rate <> 0
    group by target_id, sequence_no, tier_no, lower_tier_no, rate
)

select * from final
