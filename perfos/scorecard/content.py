"""What a review of the KPIs shows, read from a snapshot."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

import duckdb

from perfos.cadence import Cadence
from perfos.rows import rows_of

CADENCES: tuple[Cadence, ...] = get_args(Cadence)
SHOWN_PERIODS = 13
CARDS = "select * from scorecard.scorecard order by kpi_no"
HISTORY = f"""
select kpi_id, period, value, target, status
from scorecard.kpi_period
qualify row_number() over (partition by kpi_id order by starts_on desc) <= {SHOWN_PERIODS}
order by kpi_id, starts_on
"""
CHANGES = """
select kpi_id, period, status, status_before, recorded_at
from ledger.kpi_change
order by change_no desc
limit 20
"""


@dataclass(frozen=True)
class Review:
    """The KPIs of one review.

    Attributes:
        company: Title of the company.
        currency: In which its money is.
        title: What the review is called.
        snapshot: The snapshot that it was read from.
        cards: What the table `scorecard.scorecard` says of each KPI, and `history`: its last
            periods, each with value, target and status.
        changes: The last changes of state, newest first, with the title of the KPI.
    """

    company: str
    currency: str
    title: str
    snapshot: str
    cards: list[dict[str, Any]]
    changes: list[dict[str, Any]]

    def count(self, status: str) -> int:
        """Return how many KPIs are in a state."""
        return sum(card["status"] == status for card in self.cards)


def read_review(
    snapshot: duckdb.DuckDBPyConnection, name: str, cadence: Cadence | None = None
) -> Review:
    """Return the KPIs that a review of this cadence is about.

    Args:
        snapshot: A published snapshot.
        name: Its id.
        cadence: A monthly review also shows what is looked at every week, and so on; all KPIs
            where none is named.
    """
    seen = CADENCES[: CADENCES.index(cadence) + 1] if cadence else CADENCES
    ((company, currency),) = snapshot.execute("select title, currency from core.company").fetchall()
    history: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of(snapshot.execute(HISTORY)):
        history[row["kpi_id"]].append(row)
    cards = [
        card | {"history": history[card["kpi_id"]]}
        for card in rows_of(snapshot.execute(CARDS))
        if card["cadence"] in seen
    ]
    titles = {card["kpi_id"]: card["title"] for card in cards}
    changes = [
        change | {"title": titles[change["kpi_id"]]}
        for change in rows_of(snapshot.execute(CHANGES))
        if change["kpi_id"] in titles
    ]
    title = f"{company}: {cadence} review" if cadence else f"{company}: all KPIs"
    return Review(company, currency, title, name, cards, changes)


def points(card: dict[str, Any], width: float, height: float) -> list[tuple[float, float]]:
    """Return the way of a KPI's values as points of a drawing, from its lower left corner."""
    values: list[Decimal] = [one["value"] for one in card["history"]]
    if len(values) < 2:
        return []
    low, rise = min(values), max(values) - min(values)
    step = width / (len(values) - 1)
    return [
        (step * number, height * float((value - low) / rise if rise else Decimal("0.5")))
        for number, value in enumerate(values)
    ]
