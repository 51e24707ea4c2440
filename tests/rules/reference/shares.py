"""Who has which part of an event: owners, splits within splits, managers, territories."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tests.rules.reference.exact import exact, rounded
from tests.rules.reference.world import Event, Row, World


class Part(NamedTuple):
    """Somebody's part of an event."""

    payee: str
    role: str
    share: Fraction


def parts(world: World, plan: Row, credit: Row, event: Event) -> list[Part]:
    """Return the parts of an event under a `credit`, whether the plan covers the people or not."""
    to = credit.get("to", "owner")
    if to == "split":
        found = _split(world, credit, event)
    elif to == "manager":
        found = _managers(world, credit, event)
    elif to == "territory":
        found = _territory(world, plan, event, is_whole=credit.get("each") == "whole")
    elif to == "everybody":
        found = [Part(person, "everybody", Fraction(1)) for person in world.people]
    else:
        found = [Part(event.owner, "owner", Fraction(1))] if event.owner else []
    times = exact(credit.get("share", 1))
    return [Part(payee, role, rounded(share * times, 10)) for payee, role, share in found]


def _split(world: World, credit: Row, event: Event) -> list[Part]:
    rows = [row for row in world.example.get("splits", []) if row["deal"] == event.deal]
    stages = credit.get("stages") or []
    found: dict[tuple[str, str], Fraction] = {}
    for row in rows:
        kind = row.get("kind", "revenue")
        if not stages or row.get("stage") in stages:
            kept = _kept(rows, row)
            found[row["payee"], kind] = found.get((row["payee"], kind), Fraction(0)) + kept
    result = [Part(payee, kind, share) for (payee, kind), share in found.items()]
    nobody = all(row.get("kind", "revenue") != "revenue" for row in rows)
    if nobody and not stages and event.owner:
        result.append(Part(event.owner, "owner", Fraction(1)))
    return result


def _kept(rows: list[Row], row: Row) -> Fraction:
    """Return what a row has of the deal, less what others have within it."""
    inside = [
        other
        for other in rows
        if other.get("within") == row["payee"]
        and other.get("kind", "revenue") == row.get("kind", "revenue")
    ]
    return _whole(rows, row) * (1 - sum((exact(other["share"]) for other in inside), Fraction(0)))


def _whole(rows: list[Row], row: Row) -> Fraction:
    if not row.get("within"):
        return exact(row["share"])
    outer = next(
        other
        for other in rows
        if other["payee"] == row["within"]
        and other.get("kind", "revenue") == row.get("kind", "revenue")
    )
    return exact(row["share"]) * _whole(rows, outer)


def _managers(world: World, credit: Row, event: Event) -> list[Part]:
    """Return the managers of the owner, or of all who share the deal, with the parts of these."""
    levels = 99 if credit.get("levels") == "all" else int(credit.get("levels", 1))
    if credit.get("above") != "split":
        own = _chain(world, event, event.owner, levels)
        return [Part(person, "manager", Fraction(1)) for person in own]
    found: dict[tuple[str, str], Fraction] = {}
    for below in _split(world, credit, event):
        role = "overlay" if below.role == "overlay" else "manager"
        for person in _chain(world, event, below.payee, levels):
            found[person, role] = found.get((person, role), Fraction(0)) + below.share
    return [Part(person, role, share) for (person, role), share in found.items()]


def _chain(world: World, event: Event, person: str | None, levels: int) -> Iterator[str]:
    lines = world.org(event.on)
    below, seen = {person}, {person, None}
    for _ in range(levels):
        above = {row.get("manager") for row in lines if row["person"] in below} - seen
        yield from sorted(person for person in above if person)
        below, seen = above, seen | above
        if not above:
            return


def _territory(world: World, plan: Row, event: Event, is_whole: bool) -> list[Part]:
    if not event.territory:
        return []
    holders = sorted(
        {
            row["person"]
            for row in world.org(event.on)
            if row.get("territory") == event.territory
            and world.covers(plan, row["person"], event.on)
        }
    )
    if not holders:
        return []
    if is_whole:
        return [Part(person, "territory", Fraction(1)) for person in holders]
    each = rounded(Fraction(1, len(holders)), 10)
    first = 1 - each * (len(holders) - 1)
    shares = [first, *[each] * (len(holders) - 1)]
    return [Part(person, "territory", share) for person, share in zip(holders, shares, strict=True)]


def can_be_credited(world: World, credit: Row, payee: str, day: date) -> bool:
    """Return whether a day's events could be somebody's: one's own, or one's people's."""
    lines = world.org(day)
    if credit.get("to") == "manager":
        return any(row.get("manager") == payee for row in lines)
    if credit.get("to") == "territory":
        return any(row["person"] == payee and row.get("territory") for row in lines)
    return True
