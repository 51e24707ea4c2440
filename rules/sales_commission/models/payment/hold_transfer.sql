-- What is earned and not due on the day itself is held back.
with scheduled as (
    select * from {{ ref('scheduled_pay') }}
    union all by name
    select * exclude (window_start, waits_until) from {{ ref('scheduled_month') }}
),

released as (
    select
        posting_key,
        day,
        released_so_far
    from {{ ref('release_day') }}
    union all
    select
        posting_key,
        day,
        released_so_far
    from {{ ref('month_release') }}
),

pay as (
    select
        scheduled.*,
        cast(scheduled.amount - coalesce(released.released_so_far, 0) as decimal(28, 6)) as held
    from scheduled
    left join released
        on scheduled.posting_key = released.posting_key and scheduled.effective_on = released.day
),

final as (
    select
        posting_key || '/hold' as posting_key,
        plan_id,
        component_id,
        payee_id,
        event_id,
        period,
        effective_on,
        'commission_payable' as debit_account,
        'commission_held' as credit_account,
        held as amount,
        currency,
        reporting_rate,
        'hold' as kind,
        {{ json_object({
            'earned': number_text('amount', 6),
            'held': number_text('held', 6),
            'amount': number_text('-held', 6)
        }) }} as explain
    from pay
    where held <> 0
)

select * from final
