"""The book of recurring revenue: posted once, corrected in the open month, nobody's pay."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.journeys.small import FILES, deals, query, run, write_company

pytestmark = pytest.mark.slow

RULES = (
    "packages:\n  - {name: sales_commission, version: bundled}\n"
    "  - {name: recurring_revenue, version: bundled}\n"
)
KINDS = ("new", "reactivation", "expansion", "contraction", "churn", "fx")
ACCOUNTS = "".join(
    f'  {name}: {{code: "{number}", title: {name}, type: statistical}}\n'
    for number, name in enumerate(["mrr", *(f"mrr_{kind}" for kind in KINDS)], 9000)
)
TABLE = '      - {name: deals, files: "deals*.csv"}\n'
SUBSCRIPTIONS = TABLE + '      - {name: subscriptions, files: "subscriptions*.csv"}\n'
MAPPING = """\
  - entity: subscription
    from: crm.subscriptions
    fields:
      subscription_id: id
      customer_id: customer
      owner_id: owner
      starts_on: start
      ends_before: end
      amount: price
      currency: "'EUR'"
      billing_months: "12"
"""
LINES = (
    "id,customer,owner,start,end,price\nS1,acme,ann,2026-01-10,,1200\nS2,bolt,bob,2026-01-20,,600\n"
)
STATED = "select package, count(*) from ledger.statement_line group by package"
PAID = "select payee_id, sum(paid_out) from ledger.payee_balance group by all order by all"
OWED = """
    select party_id, -sum(amount) from ledger.ledger_entries
    where account = 'commission_payable' group by all order by all
"""
STANDS = """
    select account, sum(amount) from ledger.ledger_entries
    where book = 'mrr' group by account order by account
"""
BOOK = """
    select period, posting_period, account, kind, amount from ledger.ledger_entries
    where book = 'mrr' and account <> 'mrr' and not list_contains($1, entry_id)
    order by all
"""


def write(folder: Path, subscriptions: str, **files: str) -> Path:
    """Write the company with its subscriptions."""
    text = {
        "company.yml": FILES["company.yml"] + ACCOUNTS,
        "sources.yml": FILES["sources.yml"].replace(TABLE, SUBSCRIPTIONS) + MAPPING,
        "data/subscriptions.csv": subscriptions,
    }
    return write_company(folder, deals(12), **text, **files)


def book(known: list[str]) -> list[tuple]:
    """Return the movements that stand in the book and were not there before."""
    listed = ", ".join(f"'{one}'" for one in known) or "''"
    return query(BOOK.replace("$1", f"[{listed}]"))


def test_the_book_of_mrr_moves_no_pay_and_corrects_in_the_open(tmp_path: Path) -> None:
    folder = write(tmp_path / "small", LINES, **{"rules.yml": RULES})
    assert run(folder).entries_posted == 2 * 12 + 2 * 2
    assert query("select bool_and(passed) from ledger.check_result where blocking") == [(True,)]
    assert query(STATED) == [("sales_commission", 12)]
    assert query(OWED) == query(PAID)
    paid = query(PAID)
    assert book([]) == [
        ("2026-01", "2026-01", "mrr_new", "original", Decimal(amount)) for amount in (-100, -50)
    ]

    # Months before April are closed; acme's year turns out to have ended in February, and bolt's
    # price, which was wrong from the first day, is half of it.
    known = [one for (one,) in query("select entry_id from ledger.ledger_entries")]
    late = LINES.replace("2026-01-10,,", "2026-01-10,2026-02-10,").replace(",600", ",300")
    closed = (FILES["company.yml"] + ACCOUNTS).replace("period: 2026-01", "period: 2026-04")
    (folder / "data" / "subscriptions.csv").write_text(late)
    (folder / "company.yml").write_text(closed)
    assert run(folder).entries_posted == 4
    assert book(known) == [
        ("2026-01", "2026-04", "mrr_new", "adjustment", Decimal(25)),
        ("2026-02", "2026-04", "mrr_churn", "original", Decimal(100)),
    ]
    assert query(STANDS) == [
        ("mrr", Decimal(25)),
        ("mrr_churn", Decimal(100)),
        ("mrr_new", Decimal(-125)),
    ]
    assert query(STATED) == [("sales_commission", 12)]
    assert query(PAID) == paid
