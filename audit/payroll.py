"""What a closed month pays, recorded once."""

import json
from hashlib import sha256

from audit.periods import Periods
from audit.request import Request
from audit.states import Month

OWED = """
with balance as (
    select
        payee_id, currency, period, paid_out,
        max(case when paid_out > 0 then period end) over (
            partition by payee_id, currency
            order by period
            rows between unbounded preceding and 1 preceding
        ) as paid_before
    from ledger.payee_balance
)

select
    balance.payee_id, balance.currency, balance.paid_out,
    sum(line.amount_reporting)::decimal(28, 6) as amount_reporting
from balance
inner join ledger.statement_line as line
    on balance.payee_id = line.payee_id
        and balance.currency = line.currency
        and balance.period >= line.posting_period
        and coalesce(balance.paid_before, '') < line.posting_period
where balance.period = ? and balance.paid_out > 0
group by balance.payee_id, balance.currency, balance.paid_out
order by balance.payee_id, balance.currency
"""
"""What the payees' accounts pay out with a month. The amount in the company's currency is that of
all lines since the month that paid before, so that the account is cleared in both currencies."""


def record_payments(periods: Periods, request: Request) -> None:
    """Record what a closed month pays, and that it is paid; the caller commits.

    A month that is paid already stays as it is, so that a request that was killed can be made
    again.

    Raises:
        Refused: The month is not closed, or the person may not pay.
    """
    if periods.months().get(request.period, Month()).state == "paid":
        return
    lines = periods.connection.execute(OWED, [request.period]).fetchall()
    text = json.dumps([request.period, *([*map(str, line)] for line in lines)])
    receipt = sha256(text.encode()).hexdigest()
    periods.pay(request, {"receipt": receipt, "payments": len(lines)})
    periods.connection.execute(
        f"""
        insert into ledger.payment
        select
            $1, owed.*, (now() at time zone 'UTC')::date, $2,
            (select coalesce(max(run_no), 0) from ledger.run_log)
        from ({OWED.replace("?", "$1")}) as owed
        """,
        [request.period, receipt],
    )
