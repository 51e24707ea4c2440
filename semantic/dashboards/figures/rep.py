"""What a payee's page shows of their months: balances, and the statement."""

from datetime import UTC, datetime
from typing import Any

from perfos.statement.content import Content, content_of
from semantic.dashboards.figures import source
from semantic.dashboards.place import place
from semantic.dashboards.who import load, prove
from semantic.result import Row
from semantic.snapshot import Snapshots


def of_payee(view: str, payee: str) -> list[dict[str, Any]]:
    """Return the filter of a view for one payee."""
    return [{"member": f"{view}.payee_id", "operator": "equals", "values": [payee]}]


def balances(payee: str) -> list[Row]:
    """Return a payee's months, newest first: one row for each month and currency."""
    names = ("earned", "adjustments", "held", "released", "clawed_back", "paid_out")
    return load(
        {
            "measures": [f"balances.{name}" for name in names],
            "dimensions": ["balances.posting_period", "balances.currency", "balances.payee"],
            "filters": of_payee("balances", payee),
            "order": [["balances.posting_period", "desc"], ["balances.currency", "asc"]],
        }
    )


def newest(periods: list[str]) -> str:
    """Return the month to begin with: the running one, or the last before it with figures."""
    today = f"{datetime.now(UTC):%Y-%m}"
    begun = [one for one in periods if one <= today]
    return max(begun or periods, default=today)


def statement(payee: str, name: str, period: str) -> Content:
    """Return a payee's statement, once Cube has let it be seen.

    Each line has its derivation, and as `source` the file and the row of its record; None where
    the record is not kept.
    """
    prove(payee)
    with place().snapshot() as snapshot:
        content = content_of(snapshot, payee, name, period)
        entries = [line["entry_id"] for line in content["lines"]]
        found = source.places(snapshot, payee, period, entries)
    for line in content["lines"]:
        line["source"] = found.get(line["entry_id"])
    return content


def snapshot_id() -> str:
    """Return the id of the current snapshot, which a statement names."""
    return Snapshots(place().state).current_id()


def now() -> datetime:
    """Return the time (UTC)."""
    return datetime.now(UTC)
