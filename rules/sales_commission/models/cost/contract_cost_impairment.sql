-- What a cancellation takes out of the months from its own on: the cancelled share of what they
-- would have written off.
{{ config(materialized='table') }}

with impaired as (
    select
        month.posting_key,
        cancelled.cancellation_id,
        cancelled.cancelled_on,
        cancelled.share_before,
        cancelled.share_after,
        month.month_start,
        month.minor_unit,
        month.rounding_mode,
        month.amount * (1 - cancelled.share_before) as kept_before,
        month.amount * (1 - cancelled.share_after) as kept_after
    from {{ ref('contract_cost_month') }} as month
    inner join {{ ref('contract_cost') }} as cost on month.posting_key = cost.posting_key
    inner join {{ ref('cancelled_share') }} as cancelled
        on cost.plan_id = cancelled.plan_id
            and cost.component_id = cancelled.component_id
            and cost.event_id = cancelled.event_id
            and month.month_start >= date_trunc('month', cancelled.cancelled_on)
),

final as (
    select
        posting_key,
        cancellation_id,
        cancelled_on,
        cast(share_after - share_before as decimal(28, 10)) as share,
        month_start,
        cast(
            {{ rounded('kept_before', 'minor_unit', 'rounding_mode') }}
            - {{ rounded('kept_after', 'minor_unit', 'rounding_mode') }} as decimal(28, 6)
        ) as amount
    from impaired
)

select * from final
