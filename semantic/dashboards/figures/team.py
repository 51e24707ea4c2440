"""What a team's page shows: attainment and ranking, statements, pipeline, and whom to coach."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from semantic.dashboards.figures.pipeline import open_amounts
from semantic.dashboards.figures.windows import elapsed, running
from semantic.dashboards.who import load
from semantic.result import Row

ZERO = Decimal(0)
BEHIND = Decimal("0.5")
"""Share of the quota, against the share of the window that is over, below which coaching helps."""


@dataclass(frozen=True)
class Member:
    """How far somebody is with the quotas whose window is running.

    Attributes:
        payee_id: Who.
        name: What they are called.
        manager: What their manager is called.
        unit: Currency of the quota, or units.
        quota: Their quotas.
        reached: What counts so far.
        share: Reached as a share of the quota.
        elapsed: Share of the windows that is over.
        pipeline: What is open in the CRM, in the company's currency.
    """

    payee_id: str
    name: str
    manager: str
    unit: str
    quota: Decimal
    reached: Decimal
    share: Decimal
    elapsed: Decimal
    pipeline: Decimal

    @property
    def missing(self) -> Decimal:
        """What is missing to the quota."""
        return max(self.quota - self.reached, ZERO)

    @property
    def coverage(self) -> Decimal | None:
        """Open pipeline by what is missing; None where nothing is."""
        return self.pipeline / self.missing if self.missing else None

    @property
    def is_behind(self) -> bool:
        """Whether they are at less than half of where the calendar is."""
        return self.share < self.elapsed * BEHIND


def members() -> list[Member]:
    """Return everybody of the team with a quota now, best first."""
    today = datetime.now(UTC).date()
    names = ("payee_id", "payee", "manager", "window", "unit")
    rows = load(
        {
            "measures": ["attainment.quota", "attainment.reached"],
            "dimensions": [f"attainment.{name}" for name in names],
            "timeDimensions": [{"dimension": "attainment.window_start", "granularity": "day"}],
            "filters": [
                {"member": "attainment.quota", "operator": "gt", "values": ["0"]},
                running(today),
            ],
        }
    )
    pipeline = {row["owner_id"]: row["open_amount"] or ZERO for row in open_amounts()}
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row["payee_id"], row["unit"]].append(row)
    made = [
        _member(payee, unit, mine, today, pipeline.get(payee, ZERO))
        for (payee, unit), mine in found.items()
    ]
    return sorted(made, key=lambda one: (-one.share, one.name))


def _member(payee: str, unit: str, rows: list[Row], today: date, pipeline: Decimal) -> Member:
    quota = sum((row["quota"] for row in rows), ZERO)
    reached = sum((row["reached"] or ZERO for row in rows), ZERO)
    gone = [elapsed(row["window_start"].date(), row["window"], today) for row in rows]
    return Member(
        payee_id=payee,
        name=rows[0]["payee"] or payee,
        manager=rows[0]["manager"] or "",
        unit=unit,
        quota=quota,
        reached=reached,
        share=reached / quota,
        elapsed=min(gone),
        pipeline=pipeline,
    )


def statements(period: str) -> list[Row]:
    """Return the statements of a month: payee, currency, earned and paid out."""
    return load(
        {
            "measures": ["balances.earned", "balances.adjustments", "balances.paid_out"],
            "dimensions": ["balances.payee_id", "balances.payee", "balances.currency"],
            "filters": [
                {"member": "balances.posting_period", "operator": "equals", "values": [period]}
            ],
            "order": [["balances.paid_out", "desc"]],
        }
    )


def month_states() -> dict[str, str]:
    """Return the state of each month."""
    rows = load({"dimensions": ["periods.period", "periods.state"]})
    return {row["period"]: row["state"] for row in sorted(rows, key=lambda one: one["period"])}
