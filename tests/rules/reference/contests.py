"""Prizes for the best of a plan."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import days_of, months_between
from tests.rules.reference.credit import Credit, credits
from tests.rules.reference.exact import ZERO, exact, shared
from tests.rules.reference.quota import is_in_units, quota
from tests.rules.reference.reached import reached
from tests.rules.reference.transfer import EXPENSE, PAYABLE, Transfer
from tests.rules.reference.world import Row, World


def contests(world: World, plan: Row) -> Iterator[Transfer]:
    """Yield the prizes of a plan."""
    for contest in plan.get("contests", []):
        starts, ends = (date.fromisoformat(str(contest[key])) for key in ("starts_on", "ends_on"))
        if ends <= world.horizon:
            yield from _prizes(world, plan, contest, starts, ends)


def _prizes(world: World, plan: Row, contest: Row, starts: date, ends: date) -> Iterator[Transfer]:
    found = [
        one
        for one in credits(world, plan, contest, contest.get("window", "month"))
        if starts <= one.event.on <= ends
    ]
    scores = {}
    for payee in world.people:
        own = [one for one in found if one.payee == payee]
        score = _score(world, plan, contest, own, payee, starts, ends)
        if score is not None and _is_eligible(
            world, plan, contest, own, payee, score, starts, ends
        ):
            scores[payee] = (score, own)
    ties, prizes = contest.get("ties", "share"), [exact(one) for one in contest["prizes"]]
    ranked = sorted(scores, key=lambda payee: (-scores[payee][0], payee))
    if ties == "earliest":
        ranked.sort(key=lambda payee: (-scores[payee][0], _day_reached(scores[payee][1]), payee))
    place = 0
    while place < len(ranked):
        tied = [p for p in ranked if scores[p][0] == scores[ranked[place]][0]]
        if ties == "earliest":
            tied = [ranked[place]]
        mine = prizes[place : place + len(tied)]
        if ties == "all":
            parts = [mine[0] if mine else ZERO] * len(tied)
        else:
            parts = shared(sum(mine, ZERO), [Fraction(1)] * len(tied), world.mode)
        for payee, part in zip(tied, parts, strict=True):
            if part:
                ids = plan["no"], contest["id"], payee
                yield Transfer(*ids, "contest", ends, EXPENSE, PAYABLE, part)
        place += len(tied)


def _score(
    world: World,
    plan: Row,
    contest: Row,
    own: list[Credit],
    payee: str,
    starts: date,
    ends: date,
) -> Fraction | None:
    by = contest.get("score", "credited")
    if by == "count":
        return sum(
            (-one.share if one.event.kind == "cancellation" else one.share for one in own), ZERO
        )
    if by == "quantity":
        return sum((one.quantity for one in own), ZERO)
    credited = sum((one.credited for one in own), ZERO)
    if by == "credited":
        return credited
    window, name = contest["window"], contest["quota"]
    windows = {
        start
        for month in months_between(starts, ends)
        if starts <= (start := world.window(month, window)) <= ends
    }
    goals = [quota(world, plan, payee, name, window, start) for start in windows]
    goal = sum((one for one in goals if one is not None), ZERO)
    if is_in_units(world, payee, name):
        credited = sum((one.quantity for one in own), ZERO)
    return credited / goal if goal > 0 else None


def _is_eligible(
    world: World,
    plan: Row,
    contest: Row,
    own: list[Credit],
    payee: str,
    score: Fraction,
    starts: date,
    ends: date,
) -> bool:
    if not own or not any(world.covers(plan, payee, day) for day in days_of(starts, ends)):
        return False
    if score < exact(contest.get("minimum", score)) or score <= 0:
        return False
    asked = contest.get("qualify")
    return not asked or reached(
        world, plan, asked["component"], payee, ends.replace(day=1)
    ) >= exact(asked["from"])


def _day_reached(own: list[Credit]) -> tuple[date, str]:
    return max(one.event.order for one in own)
