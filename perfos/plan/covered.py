"""Who is on which plan from when to when, by the files of a company folder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from perfos.company.people import OrgAssignment, Person
from perfos.plan.finding import PlanFile

OPEN = date(9999, 12, 31)


@dataclass(frozen=True)
class Stretch:
    """Somebody on a plan.

    Attributes:
        file: The plan.
        person: Who.
        first: The first day.
        last: The last day.
    """

    file: PlanFile
    person: str
    first: date
    last: date


def stretches(
    files: Iterable[PlanFile], people: Iterable[Person], org: Iterable[OrgAssignment]
) -> Iterator[Stretch]:
    """Yield who is on which plan; those that touch or overlap are one."""
    known = {person.person_id: person for person in people}
    assignments = list(org)
    for file in files:
        plan = file.plan
        days = [
            (one.person_id, one.valid_from, one.valid_to or OPEN)
            for one in assignments
            if one.role in plan.assigned.roles
        ]
        days += [(name, date.min, OPEN) for name in plan.assigned.people]
        last: dict[str, Stretch] = {}
        for name, first, until in sorted(days):
            person = known.get(name)
            if person is None:
                continue
            one = Stretch(
                file,
                name,
                max(first, plan.valid_from, person.hired_on or date.min),
                min(until, plan.valid_to or OPEN, person.left_on or OPEN),
            )
            if one.first > one.last:
                continue
            before = last.get(name)
            if before and one.first <= _next(before.last):
                last[name] = Stretch(file, name, before.first, max(before.last, one.last))
                continue
            if before:
                yield before
            last[name] = one
        yield from last.values()


def _next(day: date) -> date:
    return day if day >= OPEN else day + timedelta(days=1)
