-- What happened, without the scenarios that clawbacks ask for. It is as long as the ledger, so what
-- can be looked up by the target or the day is not written down with every row.
{{ config(materialized='table') }}

with final as (
    select
        target_id,
        sequence_no,
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
        slices,
        earned,
        cap_effect,
        amount
    from {{ ref('rated_pay') }}
    where not is_scenario
)

select * from final
