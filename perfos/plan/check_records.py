"""Plans against the records of the last run: exchange rates, shares of deals, kinds of events."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from perfos.plan.finding import PlanFile, PlanFinding

if TYPE_CHECKING:
    import duckdb

LISTED = 5

NO_PLAN_RATE = """
select distinct event.occurred_on
from core.event as event
left join core.fx_daily as rate
    on rate.currency = getvariable('currency') and rate.day = event.occurred_on
where rate.rate is null
    and event.occurred_on between cast(getvariable('first') as date)
        and cast(getvariable('last') as date)
order by event.occurred_on
"""
NO_EVENT_RATE = """
select currency, occurred_on, count(*) as events
from (
    select
        json_extract_string(record, '$.currency') as currency,
        json_extract_string(record, '$.occurred_on') as occurred_on
    from quality.quarantine
    where entity = 'event' and reason = 'missing_rate'
)
group by all
order by occurred_on, currency
"""
SHARED_TWICE = """
select deal_id, sum(share) as total
from core.credit_split
where coalesce(split_kind, 'revenue') = 'revenue'
group by deal_id
having sum(share) > 1
order by deal_id
"""
KINDS = "select distinct kind from core.event order by kind"


def check_records(
    files: list[PlanFile], snapshot: "duckdb.DuckDBPyConnection"
) -> Iterator[PlanFinding]:
    """Yield what the published records of a company say against its plans."""
    kinds = {kind for (kind,) in _rows(snapshot, "core.event", KINDS)}
    for file in files:
        yield from _no_rate(file, snapshot)
        for place, component in file.components():
            credit = component.get("credit") or {}
            events = set(credit.get("events") or [])
            if kinds and events and not events & kinds:
                yield file.warning(
                    ("components", place, "credit", "events"),
                    f"no event of the kind {', '.join(sorted(events))} so far",
                    f"it pays nothing yet; there are {', '.join(sorted(kinds))}",
                )
    yield from _everywhere(files, snapshot)


def _no_rate(file: PlanFile, snapshot: "duckdb.DuckDBPyConnection") -> Iterator[PlanFinding]:
    """Days with events on which the plan's currency has no rate."""
    plan = file.plan
    values = {"currency": plan.currency, "first": plan.valid_from, "last": plan.valid_to or OPEN}
    for name, value in values.items():
        snapshot.execute(f"set variable {name} = '{value}'")
    days = [str(day) for (day,) in _rows(snapshot, "core.fx_daily", NO_PLAN_RATE)]
    if days:
        yield file.error(
            ("currency",),
            f"no rate for {plan.currency} on {_some(days)}",
            "an event of such a day pays nothing: deliver the rate, or raise fx.max_age_days",
        )


OPEN = "9999-12-31"


def _everywhere(
    files: list[PlanFile], snapshot: "duckdb.DuckDBPyConnection"
) -> Iterator[PlanFinding]:
    """Yield what is wrong in the records, whichever plan reads them."""
    missing = _rows(snapshot, "quality.quarantine", NO_EVENT_RATE)
    if missing:
        found = _some([f"{currency} on {day} ({events})" for currency, day, events in missing])
        advice = "these events are in quarantine: deliver the rate, or raise fx.max_age_days"
        yield PlanFinding("error", "quarantine", None, "", f"no rate for {found}", advice)
    is_split = any(
        (component.get("credit") or {}).get("to") == "split"
        for file in files
        for _, component in file.components()
    )
    shared = _rows(snapshot, "core.credit_split", SHARED_TWICE) if is_split else []
    if shared:
        found = _some([f"{deal} ({100 * total:.2f} %)" for deal, total in shared])
        advice = "revenue shares of a deal make 1; what is on top is an overlay"
        yield PlanFinding("error", "credit_split", None, "share", f"above 100 %: {found}", advice)


def _rows(
    snapshot: "duckdb.DuckDBPyConnection", relation: str, query: str
) -> list[tuple[Any, ...]]:
    """Return the rows of a query; none where the snapshot does not hold the relation."""
    there = snapshot.execute(
        "select count(*) from information_schema.tables "
        f"where table_schema || '.' || table_name = '{relation}'"
    ).fetchone()
    return snapshot.execute(query).fetchall() if there and there[0] else []


def _some(words: list[str]) -> str:
    more = f" and {len(words) - LISTED} more" if len(words) > LISTED else ""
    return ", ".join(words[:LISTED]) + more
