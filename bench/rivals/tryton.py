"""Tryton's commission module on the same deals; run by the Python of `tests/erp/.venv`.

It knows an agent per invoice and a formula per plan, but no tiers over time, no quotas and no
shares: here each deal is an invoice of one line, and its seller gets 5 % of it in euros.

python -m bench.rivals.tryton deals.csv answer.json; TRYTOND_DATABASE_URI names an empty database.
"""

import csv
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

from proteus import Model
from proteus import config as client
from trytond.pool import Pool
from trytond.transaction import Transaction, TransactionError

from tests.erp.tryton.firm import YEAR, activate, firm, it_is

Result = TypeVar("Result")
FORMULA = "amount * 0.05"


def sellers(names: list[str]) -> dict[str, int]:
    """Return the agents of the deals' owners, paid by the formula when an invoice is posted."""
    (plan,) = Model.get("commission.plan").find([])
    plan.commission_method = "posting"
    plan.lines[0].formula = FORMULA
    plan.save()
    (agent, *_) = Model.get("commission.agent").find([])
    agents = {}
    for name in names:
        party = Model.get("party.party")(name=name)
        party.supplier_payment_term = agent.party.supplier_payment_term
        party.save()
        made = Model.get("commission.agent")(party=party, type_="agent", plan=plan)
        made.save()
        agents[name] = made.id
    return agents


def template() -> int:
    """Write one invoice of one line; return its id."""
    invoice = Model.get("account.invoice")(type="out", party=Model.get("party.party").find([])[0])
    invoice.payment_term = Model.get("account.invoice.payment_term").find([])[0]
    line = invoice.lines.new()
    line.product = Model.get("product.product").find([("template.name", "=", "Licence")])[0]
    line.quantity, line.unit_price = 1, Decimal(1)
    invoice.save()
    return invoice.id


def invoices(pattern: int, deals: list[dict[str, str]], agents: dict[str, int]) -> list[int]:
    """Copy an invoice for each deal; return their ids."""
    pool = Pool(client.get_config().database_name)
    invoice, line = pool.get("account.invoice"), pool.get("account.invoice.line")
    copies = invoice.copy([invoice(pattern)] * len(deals))
    sellers, prices = [], []
    for copy, deal in zip(copies, deals, strict=True):
        sellers += [[copy], {"agent": agents[deal["owner_id"]], "invoice_date": YEAR[0]}]
        prices += [list(copy.lines), {"unit_price": Decimal(deal["price"])}]
    invoice.write(*sellers)
    line.write(*prices)
    return [copy.id for copy in copies]


def in_transaction(action: Callable[[], Result]) -> Result:
    """Run something as Tryton's server does: again, where it first has to lock records."""
    configured, extras = client.get_config(), {}
    while True:
        with Transaction().start(configured.database_name, configured.user, **extras) as now:
            try:
                found = action()
                now.commit()
                return found
            except TransactionError as error:
                now.rollback()
                error.fix(extras)


def compute(ids: list[int]) -> dict:
    """Compute and store commissions, and forget them; return the seconds and who gets what."""
    invoice = Pool(client.get_config().database_name).get("account.invoice")
    totals = defaultdict(Decimal)
    started = time.perf_counter()
    commissions = invoice.create_commissions(invoice.browse(ids))
    seconds = time.perf_counter() - started
    for one in commissions:
        totals[one.agent.party.name] += one.amount
    Transaction().rollback()
    return {
        "commissions": len(commissions),
        "seconds": round(seconds, 3),
        "totals": {name: str(total) for name, total in sorted(totals.items())},
    }


def post(ids: list[int]) -> None:
    """Post the invoices, which computes commissions too."""
    invoice = Pool(client.get_config().database_name).get("account.invoice")
    invoice.post(invoice.browse(ids))


def main(inputs: Path, answer: Path) -> None:
    """Make a firm with the deals as its invoices, and measure."""
    with inputs.open(encoding="utf-8", newline="") as file:
        deals = list(csv.DictReader(file))
    activate("sale", "commission")
    firm()
    it_is(YEAR[0])
    agents, pattern = sellers(sorted({deal["owner_id"] for deal in deals})), template()
    ids = in_transaction(partial(invoices, pattern, deals, agents))
    found = in_transaction(partial(compute, ids))
    started = time.perf_counter()
    in_transaction(partial(post, ids))
    found["posting_s"] = round(time.perf_counter() - started, 3)
    answer.write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps({name: value for name, value in found.items() if name != "totals"}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
