-- Months in which nothing moves are there, too, from the payee's first one to the ledger's last.
-- What payroll has handed out is left out: what a month pays out is reckoned here.
{{ config(materialized='view') }}

with entry as (
    select
        party_id as payee_id,
        currency,
        posting_period as period,
        account,
        rule_id,
        kind = 'original' and period = posting_period as is_now,
        sum(amount) as amount
    from {{ ref('ledger_entries') }}
    where book = 'actual'
        and account in ('commission_payable', 'commission_held', 'draw_receivable')
        and party_id is not null
        and coalesce(package, '') <> 'payroll'
    group by all
),

movement as (
    select
        payee_id,
        currency,
        period,
        case
            when regexp_matches(rule_id, '/(hold|release|draw|draw_recovery|clawback)$')
                then split_part(rule_id, '/', 3)
            when is_now then 'earning'
            else 'adjustment'
        end as movement,
        case account when 'commission_payable' then -amount end as payable,
        case account when 'commission_held' then -amount end as held_more,
        case account when 'draw_receivable' then amount end as owed_more
    from entry
),

last_month as (
    select max(period) as period
    from movement
),

month as (
    select
        movement.payee_id,
        movement.currency,
        unnest(generate_series(
            min(strptime(movement.period, '%Y-%m')),
            max(strptime(last_month.period, '%Y-%m')),
            interval 1 month
        )) as first_day
    from movement
    cross join last_month
    group by movement.payee_id, movement.currency
),

final as (
    select
        month.payee_id,
        strftime(month.first_day, '%Y-%m') as period,
        month.currency,
        coalesce(sum(moved.payable) filter (moved.movement = 'earning'), 0) as earned,
        coalesce(sum(moved.payable) filter (moved.movement = 'adjustment'), 0) as adjustments,
        coalesce(sum(moved.payable) filter (moved.movement = 'hold'), 0) as held,
        coalesce(sum(moved.payable) filter (moved.movement = 'release'), 0) as released,
        coalesce(sum(moved.payable) filter (moved.movement = 'draw'), 0) as drawn,
        coalesce(sum(moved.payable) filter (moved.movement = 'draw_recovery'), 0) as recovered,
        coalesce(sum(moved.payable) filter (moved.movement = 'clawback'), 0) as clawed_back,
        coalesce(sum(moved.payable), 0) as payable,
        coalesce(sum(moved.held_more), 0) as held_more,
        coalesce(sum(moved.owed_more), 0) as owed_more
    from month
    left join movement as moved
        on month.payee_id = moved.payee_id
            and month.currency = moved.currency
            and strftime(month.first_day, '%Y-%m') = moved.period
    group by all
)

select * from final
