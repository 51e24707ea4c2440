-- What is released after the day on which it was earned, less what a clawback took first. The rate
-- to the company's currency stays that of the earning, so that nothing is left on the held account.
with planned as (
    select * from {{ ref('release_day') }}
    union all by name
    select * from {{ ref('month_release') }}
),

release_day as (
    select
        planned.* replace (
            cast(planned.released - coalesce(cut.amount, 0) as decimal(28, 6)) as released
        )
    from planned
    left join {{ ref('release_cut') }} as cut
        on planned.posting_key = cut.posting_key and planned.day = cut.day
    where planned.day > planned.effective_on and planned.released <> coalesce(cut.amount, 0)
),

final as (
    select
        posting_key || '/release/' || day as posting_key,
        plan_id,
        component_id,
        payee_id,
        event_id,
        strftime(day, '%Y-%m') as period,
        day as effective_on,
        'commission_held' as debit_account,
        'commission_payable' as credit_account,
        released as amount,
        currency,
        reporting_rate,
        'release' as kind,
        {{ json_object({
            'earned': number_text('amount', 6),
            'parts': 'cast(to_json(parts) as varchar)',
            'released_before': number_text('(released_so_far - released)', 6),
            'released_after': number_text('released_so_far', 6),
            'amount': number_text('released', 6)
        }) }} as explain
    from release_day
)

select * from final
