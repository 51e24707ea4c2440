"""One generated company for all tests that only look at it."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from perfos.demo import generate

DEALS = 20_000
YEARLY = {"crm": ["opportunities", "opportunity_history", "opportunity_splits"]}
YEARLY["erp"] = ["invoices", "payments", "credit_notes", "cancellations"]
WHOLE = {"crm": ["accounts", "products", "territories", "subscriptions"], "erp": ["fx_rates"]}

Ask = Callable[[str], list[tuple]]


def look(folder: Path) -> Ask:
    """Return a function that queries a company folder; each kind of record is a view of text.

    ERP dates and amounts are converted where they can be read, as `day` and `value`.
    """
    connection = duckdb.connect()
    for system, delimiter in (("crm", ","), ("erp", ";")):
        for name in YEARLY[system] + WHOLE[system]:
            files = f"{folder}/data/{system}/{name}{'_*' if name in YEARLY[system] else ''}.csv"
            connection.execute(
                f"create view {name} as select * from read_csv('{files}', header = true, "
                f"all_varchar = true, delim = '{delimiter}')"
            )
    for name, day in (
        ("invoices", "invoiced_on"),
        ("payments", "paid_on"),
        ("credit_notes", "credited_on"),
        ("cancellations", "cancelled_on"),
    ):
        connection.execute(
            f"create view read_{name} as select *, try_strptime({day}, '%d.%m.%Y')::date as day, "
            f"try_cast(replace(amount, ',', '.') as decimal(18, 2)) as value from {name}"
        )
    for name in ("people", "org", "quotas"):
        connection.execute(
            f"create view {name} as select * from read_csv('{folder}/{name}.csv', header = true, "
            "all_varchar = true)"
        )
    return lambda sql: connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a company of 20,000 deals."""
    folder = tmp_path_factory.mktemp("demo") / "company"
    generate(folder, DEALS, seed=7)
    return folder


@pytest.fixture(scope="session")
def ask(company: Path) -> Ask:
    """Return the function that queries the company of 20,000 deals."""
    return look(company)
