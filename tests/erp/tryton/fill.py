"""Fill a database with half a year of documents, and say what Tryton's own module pays for them.

python -m tests.erp.tryton.fill answer.json; TRYTOND_DATABASE_URI names the database.
"""

import datetime as dt
import json
import random
import sys
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from proteus import Model, Wizard

from tests.erp.tryton.documents import (
    cancel,
    credit,
    credit_part,
    note_by_hand,
    pay,
    refund,
    sell,
    settle,
    write_off,
)
from tests.erp.tryton.firm import YEAR, activate, firm, it_is

ORDERS = 46
FIRST = dt.date(2025, 1, 2)
# What happens to an invoice, by days after it.
FATES = (
    [],
    [(30, pay)],
    [(20, partial(pay, share="0.4")), (45, pay)],
    [(10, partial(pay, share="0.333")), (40, partial(pay, share="0.5")), (70, pay)],
    [(15, partial(pay, share="0.6"))],
    [(8, cancel)],
    [(12, pay), (40, credit), (45, refund)],
    [(12, pay), (40, credit_part)],
    [(20, credit_part), (50, settle)],
    [(14, partial(pay, share="0.3")), (20, credit_part), (50, settle)],
    [(9, partial(pay, share="0.5")), (30, write_off)],
    [(25, pay), (30, note_by_hand), (36, refund)],
)


def live() -> None:
    """Set up the firm and let everything happen in the order of its days."""
    setting, draw = firm(), random.Random(7)
    steps = []
    for number in range(ORDERS):
        case = SimpleNamespace(number=number)
        fate = [(0, partial(sell, draw=draw)), *FATES[number % len(FATES)]]
        steps += [(3 * number + days, number, step, case) for days, step in fate]
    for days, _, step, case in sorted(steps, key=lambda step: step[:2]):
        day = FIRST + dt.timedelta(days=days)
        it_is(day)
        step(setting, case, day)


def answer() -> dict[str, list]:
    """Return the documents and the commissions as Tryton has them."""
    documents = [
        {
            "invoice": f"account.invoice,{invoice.id}",
            "deal": f"account.invoice,{credited(invoice).id}",
            "posted_on": invoice.invoice_date.isoformat(),
            "settled_on": invoice.reconciled and invoice.reconciled.isoformat(),
            "currency": invoice.currency.code,
            "untaxed": str(invoice.untaxed_amount),
            "total": str(invoice.total_amount),
            "paid": str(sum(map(paid, invoice.payment_lines))),
        }
        for invoice in Model.get("account.invoice").find([("type", "=", "out")])
    ]
    commissions = [
        {
            "agent": commission.agent.party.code,
            "invoice": f"account.invoice,{commission.origin.invoice.id}",
            "line": f"account.invoice.line,{commission.origin.id}",
            "due_on": commission.date and commission.date.isoformat(),
            "amount": str(commission.amount),
        }
        for commission in Model.get("commission").find([])
    ]
    return {"documents": documents, "commissions": commissions, "bills": bills()}


def paid(line: Model) -> Decimal:
    """Return what a line of a payment pays, in the currency of the document."""
    return -line.amount_second_currency if line.second_currency else line.credit - line.debit


def credited(invoice: Model) -> Model:
    """Return the invoice whose lines a note names; of other documents themselves."""
    origin = invoice.lines[0].origin
    return origin.invoice if type(origin).__name__ == "account.invoice.line" else invoice


def bills() -> list:
    """Let Tryton bill what is due, and return what each seller gets."""
    wizard = Wizard("commission.create_invoice")
    wizard.form.from_, wizard.form.to = YEAR
    wizard.execute("create_")
    return [
        {"agent": bill.party.code, "amount": str(bill.untaxed_amount)}
        for bill in Model.get("account.invoice").find([("type", "=", "in")])
    ]


if __name__ == "__main__":
    activate("sale", "commission")
    live()
    Path(sys.argv[1]).write_text(json.dumps(answer(), indent=1) + "\n")
