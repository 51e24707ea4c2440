"""Plans against people and quotas: on two plans at once, on none, without a quota."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from perfos.company.people import OrgAssignment, Quota
from perfos.plan.covered import Stretch
from perfos.plan.finding import PlanFile, PlanFinding, Raw

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
LISTED = 5


def check_people(files: list[PlanFile], on_plans: list[Stretch]) -> Iterator[PlanFinding]:
    """Yield plans that nobody is on, and people who are on two at once."""
    covered = {one.file.plan.plan for one in on_plans}
    for file in files:
        if file.plan.plan not in covered:
            yield file.warning(
                ("assigned",),
                "nobody on any day of the plan",
                "it pays nobody: correct roles, people or the plan's days",
            )
    for one, other in combinations(files, 2):
        yield from _both(one, other, on_plans)


def _both(one: PlanFile, other: PlanFile, on_plans: list[Stretch]) -> Iterator[PlanFinding]:
    """People who are on two plans on one day; an error where both pay the same event."""
    days: dict[str, date] = {}
    for first in (stretch for stretch in on_plans if stretch.file is one):
        for second in (stretch for stretch in on_plans if stretch.file is other):
            start = max(first.first, second.first)
            if first.person == second.person and start <= min(first.last, second.last):
                days.setdefault(first.person, start)
    if not days:
        return
    later = max(one, other, key=lambda file: (file.plan.valid_from, file.plan.plan))
    sooner = other if later is one else one
    who = _some(f"{name} from {day}" for name, day in sorted(days.items()))
    found = f"on {sooner.plan.plan} and {later.plan.plan} on one day: {who}"
    if _same_credit(one.raw, other.raw):
        yield later.error(
            ("assigned",),
            found,
            f"both credit the same event to the same person, so it is paid twice: end "
            f"{sooner.source.file} with valid_to, or take them off one of the two",
        )
    else:
        yield later.warning(
            ("assigned",), found, "one plan per person and day is what people can follow"
        )


def check_recipients(files: Iterable[PlanFile], org: list[OrgAssignment]) -> Iterator[PlanFinding]:
    """Yield components that credit managers or territories where there are none."""
    there = {
        "manager": any(one.manager_id for one in org),
        "territory": any(one.territory_id for one in org),
    }
    for file in files:
        for place, component in file.components():
            to = (component.get("credit") or {}).get("to", "owner")
            if not there.get(to, True):
                found = f"to: {to}, and nobody in org.csv has a {to}"
                yield file.error(
                    ("components", place, "credit", "to"), found, "it can never pay: fill org.csv"
                )


def _same_credit(one: Raw, other: Raw) -> bool:
    """Whether two plans credit events of one kind in the same way, under the same condition."""
    ways = [
        {
            (kind, credit.get("to", "owner"), credit.get("when"))
            for component in plan.get("components") or []
            for credit in (component.get("credit") or {},)
            for kind in credit.get("events") or []
        }
        for plan in (one, other)
    ]
    return bool(ways[0] & ways[1])


def check_quotas(
    files: Iterable[PlanFile], on_plans: list[Stretch], quotas: list[Quota], year_start: int
) -> Iterator[PlanFinding]:
    """Yield components for which somebody on the plan has no quota in a window.

    Only windows for which anybody has such a quota count: those to come are not set yet.
    """
    for file in files:
        rules = file.raw.get("quotas") or {}
        for place, component in file.components():
            name, window = component.get("quota"), component.get("window")
            if not name or window not in MONTHS:
                continue
            is_spread = bool((rules.get(name) or {}).get("spread"))
            usable = [q for q in quotas if q.quota == name and (is_spread or q.window == window)]
            had = {(q.payee_id, month) for q in usable for month in _months(q)}
            set_months = {month for _, month in had}
            missing = sorted(
                (stretch.person, start)
                for stretch in on_plans
                if stretch.file is file
                for start in _windows(stretch, window, set_months, year_start)
                if (stretch.person, start) not in had
            )
            if missing:
                who = _some(f"{person} for {start}" for person, start in missing)
                yield file.error(
                    ("components", place, "quota"),
                    f"no quota {name!r} by {window}: {who}",
                    "nothing is earned by attainment without it: add it to quotas.csv",
                )


def _months(quota: Quota) -> Iterator[date]:
    """Yield the first days of the months that a quota covers."""
    day = quota.starts_on
    for _ in range(MONTHS[quota.window]):
        yield day
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _windows(stretch: Stretch, window: str, months: set[date], year_start: int) -> Iterator[date]:
    """Yield the windows with a day on the plan for which quotas are set."""
    length = MONTHS[window]
    for start in sorted(months):
        if (start.month - year_start) % length:
            continue
        end = start
        for _ in range(length):
            end = (end.replace(day=28) + timedelta(days=4)).replace(day=1)
        if stretch.first < end and stretch.last >= start:
            yield start


def _some(words: Iterable[str]) -> str:
    listed = list(words)
    more = f" and {len(listed) - LISTED} more" if len(listed) > LISTED else ""
    return ", ".join(listed[:LISTED]) + more
