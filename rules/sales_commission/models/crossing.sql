-- Only retroactive components have any: for the others nothing is read.
with way as (
    select
        target_id,
        sequence_no,
        least(position_before, position_after) as low,
        greatest(position_before, position_after) as high,
        position_after < position_before as is_back
    from {{ ref('walked') }}
),

final as (
    select distinct way.*
    from way
    inner join {{ ref('target_tier') }} as tier
        on way.target_id = tier.target_id
            and way.low < tier.reached_from
            and way.high >= tier.reached_from
    where tier.is_retro and tier.is_accumulating
)

select * from final
