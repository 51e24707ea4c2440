"""What the pages of finance show: expense against revenue, the months, and the ledger."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from semantic.dashboards.who import load
from semantic.result import Row

ZERO = Decimal(0)
BOOK = {"member": "accruals.book", "operator": "equals", "values": ["actual"]}


@dataclass
class Month:
    """One month of finance, in the company's currency.

    Attributes:
        period: The month.
        expense: Commission expense posted in it.
        accrued: What is owed for it and not paid out, as it changed in the month.
        invoiced: Revenue that was invoiced.
        booked: Bookings.
        plans: Expense by plan.
    """

    period: str
    expense: Decimal = ZERO
    accrued: Decimal = ZERO
    invoiced: Decimal = ZERO
    booked: Decimal = ZERO
    plans: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))

    @property
    def rate(self) -> Decimal | None:
        """Expense as a share of what was invoiced."""
        return self.expense / self.invoiced if self.invoiced else None


NOBODY = "-"
"""Stands in an address for entries without a payee."""


def _is(member: str, value: str) -> list[dict[str, Any]]:
    """Return a filter, or none for no value."""
    if value == NOBODY:
        return [{"member": member, "operator": "notSet"}]
    return [{"member": member, "operator": "equals", "values": [value]}] if value else []


def currency() -> str:
    """Return the company's currency."""
    return str(load({"dimensions": ["periods.currency"], "limit": 1})[0]["currency"])


def choices() -> tuple[list[str], list[str]]:
    """Return the legal entities and the plans that anything is posted for."""
    entities = load({"dimensions": ["accruals.entity_id"]})
    plans = load({"dimensions": ["accruals.plan_id"]})
    return (
        sorted(row["entity_id"] for row in entities if row["entity_id"]),
        sorted(row["plan_id"] for row in plans if row["plan_id"]),
    )


def months(year: str, entity: str = "", plan: str = "") -> list[Month]:
    """Return the months of a year, each with expense, accrual, revenue and bookings."""
    found: dict[str, Month] = {}
    posted = load(
        {
            "measures": ["accruals.expense", "accruals.accrued"],
            "dimensions": ["accruals.posting_period", "accruals.plan_id"],
            "filters": [BOOK, *_is("accruals.entity_id", entity), *_is("accruals.plan_id", plan)],
        }
    )
    for row in posted:
        month = found.setdefault(row["posting_period"], Month(row["posting_period"]))
        month.expense += row["expense"] or ZERO
        month.accrued += row["accrued"] or ZERO
        month.plans[row["plan_id"] or ""] += row["expense"] or ZERO
    sold = load(
        {
            "measures": ["bookings.invoiced", "bookings.booked"],
            "dimensions": ["bookings.period"],
            "filters": _is("bookings.entity_id", entity),
        }
    )
    for row in sold:
        month = found.setdefault(row["period"], Month(row["period"]))
        month.invoiced += row["invoiced"] or ZERO
        month.booked += row["booked"] or ZERO
    return [found[period] for period in sorted(found) if period.startswith(year)]


def accounts() -> list[Row]:
    """Return the accounts with what is posted on each."""
    return _ledger(["account", "account_code", "account_title", "account_type"], {})


def account_months(account: str) -> list[Row]:
    """Return the months of an account."""
    rows = _ledger(["posting_period"], {"account": account})
    return sorted(rows, key=lambda row: str(row["posting_period"]), reverse=True)


ENTRY = ("entry_id", "payee_id", "payee", "customer", "kind", "effective_on", "source_id")


def account_payees(account: str, period: str) -> list[Row]:
    """Return the payees of an account in a month."""
    where = {"account": account, "posting_period": period}
    return _ledger(["payee_id", "payee"], where)


def entries(account: str, period: str, payee: str = "") -> list[Row]:
    """Return the entries of an account in a month, of one payee or of nobody if that is said."""
    where = {"account": account, "posting_period": period, "payee_id": payee}
    return _ledger(list(ENTRY), where)


def transaction(entry: str) -> list[Row]:
    """Return the entries that balance with one; none if there is no such entry to be seen."""
    own = _ledger(["transaction_id"], {"entry_id": entry})
    if not own:
        return []
    more = (
        "account", "account_title", "posting_period", "period", "posting_key", "rule_id",
        "package", "package_version", "run_id", "recorded_at", "source_system", "source_table",
    )  # fmt: skip
    rows = _ledger([*ENTRY, *more], {"transaction_id": own[0]["transaction_id"]})
    return sorted(rows, key=lambda row: row["entry_id"] != entry)


def _ledger(dimensions: list[str], equals: dict[str, str]) -> list[Row]:
    """Return debits, credits and balance by dimensions, where members equal values."""
    filters = [one for name, value in equals.items() for one in _is(f"ledger.{name}", value)]
    return load(
        {
            "measures": ["ledger.debit", "ledger.credit", "ledger.balance", "ledger.count"],
            "dimensions": [f"ledger.{name}" for name in dimensions],
            "filters": filters,
            "order": [["ledger.balance", "desc"]],
        }
    )
