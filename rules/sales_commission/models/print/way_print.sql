-- All that a payee's way through a window comes from, as one hash: as long as it is the same, so is
-- the way.
{{ config(materialized='table') }}

with recipient_print as (
    select
        plan_id,
        component_id,
        payee_id,
        sum({{ row_print('recipient') }}) as print
    from {{ ref('recipient') }} as recipient
    group by plan_id, component_id, payee_id
),

tenure_print as (
    select
        target_id,
        sum({{ row_print('tenure_rate') }}) as print
    from {{ ref('tenure_rate') }} as tenure_rate
    group by target_id
),

target as (
    select
        quota_target.target_id,
        quota_target.way_id,
        window_print.first_day,
        window_print.last_day,
        {{ fast_hash([
            row_print('quota_target'), 'window_print.print', 'recipient_print.print',
            'tenure_print.print',
        ]) }} as print
    from {{ ref('quota_target') }} as quota_target
    inner join {{ ref('window_print') }} as window_print
        on quota_target.plan_id = window_print.plan_id
            and quota_target.component_id = window_print.component_id
            and quota_target.window_start = window_print.window_start
    left join recipient_print
        on quota_target.plan_id = recipient_print.plan_id
            and quota_target.component_id = recipient_print.component_id
            and quota_target.payee_id = recipient_print.payee_id
    left join tenure_print on quota_target.target_id = tenure_print.target_id
),

-- Components that share a way are walked together.
final as (
    select
        target_id,
        first_day,
        last_day,
        sum(print) over (partition by way_id) as print
    from target
)

select * from final
