"""people.csv, org.csv and quotas.csv of the demo."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from perfos.demo.names import email, full_name
from perfos.demo.organisation import DAY, QUARTERS, SELLERS, Staff, Stint, Team

REACH = 2_400
"""EUR of new business that account executives win per opportunity of the pipeline, measured."""

OPEN = date.max


def write_people(folder: Path, people: Staff, deals: int) -> None:
    """Write the three files.

    Args:
        folder: The company folder.
        people: Who works there.
        deals: Number of opportunities, from which the quotas follow.
    """
    _write(folder / "people.csv", "person_id,name,email,hired_on,left_on,currency", _people(people))
    _write(
        folder / "org.csv",
        "person_id,role,manager_id,territory_id,valid_from,valid_to",
        _assignments(people),
    )
    _write(
        folder / "quotas.csv",
        "payee_id,quota,window,starts_on,amount,currency",
        _quotas(people, deals),
    )


def person_id(number: int) -> str:
    """Return the id that CRM and ERP know a person by."""
    return f"U{number + 1:04}"


def _people(people: Staff) -> Iterator[list[object]]:
    for number, stints in enumerate(people.stints):
        name, team = full_name(number), stints[-1].team
        currency = team.currency if team else "EUR"
        yield [person_id(number), name, email(name), stints[0].first, stints[-1].last, currency]


def _assignments(people: Staff) -> Iterator[list[object]]:
    """Yield each stint, cut where the manager changes; who leads all has no manager."""
    stints = [stint for stints in people.stints for stint in stints]
    leaders: dict[tuple[str, Team | None], list[Stint]] = {}
    for stint in stints:
        leaders.setdefault((stint.role, stint.team), []).append(stint)
    for stint in stints:
        who = [person_id(stint.person), stint.role]
        territory = stint.team.territory_id if stint.team else None
        if stint.role == "vp_sales":
            yield [*who, None, territory, stint.first, stint.last]
            continue
        led_by = ("sales_manager", stint.team) if stint.role in SELLERS else ("vp_sales", None)
        for leader in leaders[led_by]:
            first = max(stint.first, leader.first)
            last = min(stint.last or OPEN, leader.last or OPEN)
            if first <= last:
                until = last if last < OPEN else None
                yield [*who, person_id(leader.person), territory, first, until]


def _quotas(people: Staff, deals: int) -> Iterator[list[object]]:
    """Yield what each account executive is to win in each quarter, by the days in the role."""
    stints = [
        stint for stints in people.stints for stint in stints if stint.role == "account_executive"
    ]
    for number, starts_on in enumerate(QUARTERS):
        ends_before = [*QUARTERS, date(2027, 1, 1)][number + 1]
        days: dict[int, int] = {}
        for stint in stints:
            first = max(stint.first, starts_on)
            present = (min(stint.last + DAY if stint.last else OPEN, ends_before) - first).days
            if present > 0:
                days[stint.person] = days.get(stint.person, 0) + present
        share = REACH * deals // len(QUARTERS) // sum(days.values())
        for person, present in days.items():
            skill = 80 + people.pick(f"{person}/quota", 41)
            amount = max(1, share * present * skill // 100_000) * 1000
            yield [person_id(person), "new_business", "quarter", starts_on, amount, "EUR"]


def _write(path: Path, header: str, rows: Iterable[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
