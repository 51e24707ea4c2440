-- The slices that have to be added up: those of credits in several tiers, and those that a later
-- credit may lift.
{{ config(materialized='table') }}

with own_slice as (
    select * from {{ ref('own_slice') }}
),

final as (
    select
        target_id,
        sequence_no,
        tier_no,
        paid_tier_no,
        is_retro,
        is_accumulating,
        is_whole,
        position_from,
        position_to,
        base,
        rate
    from own_slice
    where not is_whole or (is_retro and is_accumulating)
)

select * from final
