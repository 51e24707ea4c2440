-- What happened, without the scenarios that clawbacks ask for. It is as long as the ledger, so what
-- can be looked up by the target or the day is not written down with every row.
{{ config(materialized='table') }}

with final as (
    select * exclude (actual_target_id, scenario_no, is_scenario)
    from {{ ref('rated_pay') }}
    where not is_scenario
        and {{ is_changed_day('pay_print', 'occurred_on') }}
        and {{ is_changed('pay_print', 'target_id') }}
)

select * from final
