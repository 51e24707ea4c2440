"""Checks of people.csv, org.csv and quotas.csv that need more than one row or file."""

from collections.abc import Callable, Hashable

from perfos.company.circles import OPEN, find_circle
from perfos.company.csv_file import CsvFile, Row, RowT
from perfos.company.people import Leave, OrgAssignment, Person, Quota
from perfos.company.problems import one_of, shown

Known = set[str] | None

_WINDOW_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def check_people(people: CsvFile[Person]) -> None:
    """Each person once, and nobody leaves before the first day."""
    refuse_repeats(people, lambda row: (row.value.person_id,), "person_id")
    for row in people.rows:
        person = row.value
        if person.hired_on and person.left_on and person.left_on < person.hired_on:
            people.add(row.line, "left_on", shown(person.left_on), "not before hired_on")


def check_org(org: CsvFile[OrgAssignment], known: Known) -> None:
    """One assignment at a time for each person, under somebody known.

    Args:
        org: The rows of org.csv.
        known: Ids of all people, or None where people come from a source too.
    """
    last: dict[str, Row[OrgAssignment]] = {}
    for row in sorted(org.rows, key=lambda row: (row.value.person_id, row.value.valid_from)):
        one = row.value
        refuse_unknown(org, row.line, "person_id", one.person_id, known)
        if one.manager_id:
            refuse_unknown(org, row.line, "manager_id", one.manager_id, known)
        if one.manager_id == one.person_id:
            org.add(row.line, "manager_id", shown(one.manager_id), "somebody else, or empty")
        if one.valid_to and one.valid_to < one.valid_from:
            org.add(row.line, "valid_to", shown(one.valid_to), "not before valid_from")
        before = last.get(one.person_id)
        if before and (before.value.valid_to or OPEN) >= one.valid_from:
            until = before.value.valid_to or "still open"
            org.add(
                row.line,
                "valid_from",
                f"{one.valid_from} for {one.person_id}",
                f"overlaps line {before.line} ({before.value.valid_from} to {until}): "
                "one assignment at a time",
            )
        if not before or (one.valid_to or OPEN) > (before.value.valid_to or OPEN):
            last[one.person_id] = row
    circle = find_circle([r.value for r in org.rows if r.value.manager_id != r.value.person_id])
    if circle:
        lines = [row.line for row in org.rows if row.value == circle[0]]
        found = " under ".join([one.person_id for one in circle] + [circle[0].person_id])
        org.add(lines[0], "manager_id", found, "managers whose chain ends")


def check_quotas(quotas: CsvFile[Quota], known: Known, fiscal_year_start: int | None) -> None:
    """Each target once, for somebody known, beginning where its window begins.

    Args:
        quotas: The rows of quotas.csv.
        known: Ids of all people, or None where people come from a source too.
        fiscal_year_start: Number of a month; None where company.yml does not say it.
    """
    refuse_repeats(
        quotas,
        lambda row: (row.value.payee_id, row.value.quota, row.value.window, row.value.starts_on),
        "starts_on",
    )
    for row in quotas.rows:
        one = row.value
        refuse_unknown(quotas, row.line, "payee_id", one.payee_id, known)
        if one.amount < 0:
            quotas.add(row.line, "amount", shown(one.amount), "allowed: 0 or more")
        months = _WINDOW_MONTHS[one.window]
        first = fiscal_year_start or 1
        if one.starts_on.day != 1 or (fiscal_year_start and (one.starts_on.month - first) % months):
            allowed = [(first - 1 + step) % 12 + 1 for step in range(0, 12, months)]
            quotas.add(
                row.line,
                "starts_on",
                shown(one.starts_on),
                f"the first day of a {one.window}: day 1 of month "
                + ", ".join(map(str, sorted(allowed))),
            )


def check_leave(leave: CsvFile[Leave], known: Known) -> None:
    """Leave of somebody known, that does not end before it begins."""
    refuse_repeats(leave, lambda row: (row.value.person_id, row.value.starts_on), "starts_on")
    for row in leave.rows:
        one = row.value
        refuse_unknown(leave, row.line, "person_id", one.person_id, known)
        if one.ends_on < one.starts_on:
            leave.add(row.line, "ends_on", shown(one.ends_on), "not before starts_on")


def refuse_repeats(file: CsvFile[RowT], key: Callable[[Row[RowT]], Hashable], column: str) -> None:
    """Note each row whose key an earlier row has."""
    first: dict[Hashable, int] = {}
    for row in file.rows:
        line = first.setdefault(key(row), row.line)
        if line != row.line:
            file.add(row.line, column, f"the same as on line {line}", "each only once")


def refuse_unknown(file: CsvFile[RowT], line: int, column: str, person: str, known: Known) -> None:
    """Note a person whom people.csv does not hold."""
    if known is not None and person not in known:
        file.add(line, column, shown(person), f"nobody in people.csv; {one_of(person, known)}")
