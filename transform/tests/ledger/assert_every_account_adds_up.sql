-- A payee's account begins where the month before ended, what moves it comes to what is paid out
-- and carried over, and in the end it is what the ledger says.
with balance as (
    select
        *,
        lag(closing_payable, 1, 0) over payee as payable_before,
        lag(closing_held, 1, 0) over payee as held_before,
        lag(closing_draw, 1, 0) over payee as draw_before,
        sum(paid_out) over payee as paid_so_far,
        lead(period) over payee is null as is_last
    from {{ ref('payee_balance') }}
    window payee as (
        partition by payee_id, currency
        order by period
        rows between unbounded preceding and current row
    )
),

standing as (
    select
        party_id as payee_id,
        currency,
        -sum(amount) filter (account = 'commission_payable') as payable,
        -sum(amount) filter (account = 'commission_held') as held,
        sum(amount) filter (account = 'draw_receivable') as draw
    from {{ ref('ledger_entries') }}
    where book = 'actual' and package <> 'payroll'
    group by party_id, currency
)

select
    balance.payee_id,
    balance.period,
    balance.currency
from balance
left join standing
    on balance.payee_id = standing.payee_id and balance.currency = standing.currency
where balance.opening_payable <> balance.payable_before
    or balance.opening_held <> balance.held_before
    or balance.opening_draw <> balance.draw_before
    or balance.opening_payable + balance.earned + balance.adjustments + balance.held
    + balance.released + balance.drawn + balance.recovered + balance.clawed_back
    <> balance.paid_out + balance.closing_payable
    or balance.paid_out < 0
    or balance.closing_payable > 0
    or (
        balance.is_last
        and (
            balance.paid_so_far + balance.closing_payable <> coalesce(standing.payable, 0)
            or balance.closing_held <> coalesce(standing.held, 0)
            or balance.closing_draw <> coalesce(standing.draw, 0)
        )
    )
