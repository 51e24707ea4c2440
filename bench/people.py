"""People with the queries of their dashboards: most are reps, a few managers, a few finance."""

import random
from typing import Any

from perfos.paths import State
from semantic.snapshot import Snapshots
from semantic.tokens import Viewer


def by_month(view: str, measures: list[str], *others: str) -> dict[str, Any]:
    """Return a query for measures by month."""
    named = [f"{view}.{one}" for one in measures]
    return {"measures": named, "dimensions": [f"{view}.{one}" for one in others]}


REP = [
    by_month("statements", ["owed", "count"], "posting_period"),
    by_month("attainment", ["quota", "reached", "attainment"], "window_start", "component"),
    {**by_month("statements", ["owed"], "posting_period", "event_id"), "limit": 50},
    by_month("balances", ["earned", "held", "paid_out"], "posting_period", "currency"),
]
MANAGER = [
    by_month("attainment", ["attainment", "reached"], "payee"),
    by_month("earnings", ["amount"], "payee", "currency"),
]
FINANCE = [
    by_month("accruals", ["expense", "accrued"], "posting_period"),
    by_month("statements", ["owed"], "posting_period", "plan"),
    by_month("periods", ["entries", "owed"], "period"),
]
SHARES = ((0.8, "rep", REP), (0.1, "manager", MANAGER), (0.1, "finance", FINANCE))


def narrowed(query: dict[str, Any], chosen: random.Random) -> dict[str, Any]:
    """Return the query as it is, or for one month only: half of what is asked was not asked before.

    Args:
        query: One of a dashboard.
        chosen: What decides.
    """
    months = [one for one in query["dimensions"] if one.endswith("posting_period")]
    if not months or chosen.random() < 0.5:
        return query
    month = f"{2025 + chosen.randrange(2)}-{chosen.randint(1, 12):02}"
    return {**query, "filters": [{"member": months[0], "operator": "equals", "values": [month]}]}


def viewers(state: State, number: int) -> list[tuple[Viewer, list[dict[str, Any]]]]:
    """Return so many people with the queries of each; who has no team asks as finance or a rep."""
    with Snapshots(state).open() as snapshot:
        ids = [one for (one,) in snapshot.execute("select person_id from core.person").fetchall()]
    chosen = random.Random(1)  # noqa: S311 - the same people each time
    people = []
    for place in range(number):
        share = place / number
        me = chosen.choice(ids)
        team = tuple(chosen.sample(ids, min(12, len(ids))))
        for limit, group, queries in SHARES:
            share -= limit
            if share < 0:
                is_finance = group == "finance"
                person = "" if is_finance else me
                below = team if group == "manager" else ()
                people.append((Viewer(me, (group,), person, below), queries))
                break
    return people
