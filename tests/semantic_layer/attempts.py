"""Questions that somebody might try in order to see the pay of others."""

import random
from collections.abc import Iterator
from typing import Any

OWNED = {
    "earnings": "payee_id",
    "statements": "payee_id",
    "balances": "payee_id",
    "attainment": "payee_id",
    "contests": "payee_id",
    "leaderboards": "payee_id",
    "pipeline": "owner_id",
    "bookings": "owner_id",
}
"""The views that a rep may ask, and the member that says whose a row is."""
PEOPLE = ["vp", "m1", "m2", *(f"r{m}{n}" for m in "12" for n in "1234")]
TRICKS = [
    "' or 1=1 --", "r11' or 'a'='a", "r11\" or true --", "%", "_", "r1%", "\\", "\x00r12", "",
    "1); drop view ledger.statement_line; --", "{ securityContext.person }", "${SECURITY_CONTEXT}",
    "r11' union select payee_id from ledger.statement_line --", "\uff5212", "r12\u200b", "null",
]  # fmt: skip
FOREIGN = [
    "ledger.balance", "accruals.expense", "periods.owed", "contract_costs.expense",
    "statement_line.owed", "statement_line.payee_id", "person.name", "earning.payee_id",
    "payee_balance.paid_out", "ledger_entries.debit", "event.owner_id", "period.owed",
]  # fmt: skip
"""Members that a rep may not ask, not even to filter or to sort by."""
TEXT = ["equals", "notEquals", "contains", "notContains", "startsWith", "endsWith"]
NUMBER = ["gt", "gte", "lt", "lte", "equals", "notEquals"]
GRANULARITIES = ["day", "week", "month", "quarter", "year"]
Query = dict[str, Any]


def attempts(views: dict[str, Any], seed: int, count: int) -> Iterator[tuple[str, Query, bool]]:
    """Yield a view, a query about it and whether it names a foreign member.

    Args:
        views: What `/v1/meta` says of each view.
        seed: The seed; the same one gives the same attempts.
        count: How many.
    """
    chance = random.Random(seed)
    for _ in range(count):
        view = chance.choice(sorted(OWNED))
        query = _query(chance, views[view])
        is_foreign = chance.random() < 0.15
        if is_foreign:
            _add_foreign(chance, query)
        yield view, query, is_foreign


def _query(chance: random.Random, view: Any) -> Query:
    """Return a random query about a view."""
    kinds = {one["name"]: one["type"] for one in view["dimensions"]}
    texts = [name for name, kind in kinds.items() if kind == "string"]
    times = [name for name, kind in kinds.items() if kind == "time"]
    measures = [one["name"] for one in view["measures"] if not one["meta"].get("per")]
    query: Query = {
        "measures": chance.sample(measures, min(len(measures), chance.randint(0, 2))),
        "dimensions": chance.sample(sorted(kinds), chance.randint(1, 4)),
        "filters": [_filter(chance, texts, 2) for _ in range(chance.randint(0, 3))],
    }
    if times and chance.random() < 0.4:
        one: Query = {"dimension": chance.choice(times)}
        one["granularity"] = chance.choice(GRANULARITIES)
        if chance.random() < 0.5:
            one["dateRange"] = chance.choice([["2026-01-01", "2026-12-31"], "last 20 years"])
        query["timeDimensions"] = [one]
    if view["segments"] and chance.random() < 0.3:
        query["segments"] = [chance.choice(view["segments"])["name"]]
    if query["measures"] and chance.random() < 0.3:
        value = str(chance.choice([0, 1, 100, 5000, "1e3", "0) or (1=1"]))
        query["filters"].append(
            {"member": query["measures"][0], "operator": chance.choice(NUMBER), "values": [value]}
        )
    if chance.random() < 0.2:
        query["order"] = {query["dimensions"][0]: chance.choice(["asc", "desc"])}
    if chance.random() < 0.1:
        query["timezone"] = chance.choice(["America/Los_Angeles", "UTC'; select 1; --"])
    for flag in ("total", "ungrouped"):
        if chance.random() < 0.1:
            query[flag] = True
    return query


def _filter(chance: random.Random, texts: list[str], depth: int) -> Query:
    """Return a random filter; two levels of `or` and `and` at most."""
    if depth and chance.random() < 0.35:
        parts = [_filter(chance, texts, depth - 1) for _ in range(chance.randint(2, 3))]
        return {chance.choice(["or", "or", "and"]): parts}
    member = chance.choice(texts)
    if chance.random() < 0.2:
        return {"member": member, "operator": chance.choice(["set", "notSet"])}
    values = chance.sample(PEOPLE + TRICKS, chance.randint(1, 3))
    return {"member": member, "operator": chance.choice(TEXT), "values": values}


def _add_foreign(chance: random.Random, query: Query) -> None:
    """Put a member into a query that must not be asked, somewhere."""
    member = chance.choice(FOREIGN)
    where = chance.choice(["measures", "dimensions", "filters", "order", "nested"])
    condition = {"member": member, "operator": "set"}
    if where == "order":
        query["order"] = {member: "desc"}
    elif where == "nested":
        query["filters"].append({"or": [condition, {"and": [condition, condition]}]})
    else:
        query[where].append(condition if where == "filters" else member)
