-- What is taken back, with both results: at the deal's own rate, and by the window without the
-- deal.
{{ config(materialized='table') }}

with united as (
    select * from {{ ref('clawback_by_deal') }}
    union all by name
    select * from {{ ref('clawback_by_window') }}
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        cancellation_id,
        event_id,
        part,
        period,
        effective_on,
        method,
        booked_on,
        cancelled_on,
        months_in_force,
        cast(cancelled_share as decimal(28, 10)) as cancelled_share,
        cast(taken_share as decimal(28, 10)) as taken_share,
        cast(earned as decimal(28, 6)) as earned,
        cast(original as decimal(28, 6)) as original,
        cast(counterfactual as decimal(28, 6)) as counterfactual,
        cast(from_held as decimal(28, 6)) as from_held,
        cast(amount as decimal(28, 6)) as amount,
        currency,
        reporting_rate
    from united
    where amount <> 0
)

select * from final
