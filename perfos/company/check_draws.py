"""Checks of draws.csv against people and the draws of plans."""

from datetime import date

from perfos.company.check_rows import Known
from perfos.company.csv_file import CsvFile
from perfos.company.people import OrgAssignment
from perfos.company.plan.draws import Draw, DrawTaken
from perfos.company.plan.plans import Plan
from perfos.company.problems import one_of, shown

Offer = tuple[Plan, Draw]


def check_draws(
    draws: CsvFile[DrawTaken], plans: list[Plan], known: Known, org: list[OrgAssignment] | None
) -> None:
    """Only draws that may be taken, by somebody known, each once a month and no more than allowed.

    Args:
        draws: The rows of draws.csv.
        plans: The plans that could be read.
        known: Ids of all people, or None where people come from a source too.
        org: Who is what, or None where that comes from a source too.
    """
    offered: dict[str, list[Offer]] = {}
    for plan in plans:
        for draw in plan.draws:
            if draw.kind == "additive":
                offered.setdefault(draw.id, []).append((plan, draw))
    first: dict[tuple[str, str, str, str | None], int] = {}
    for row in draws.rows:
        one = row.value
        line = first.setdefault((one.payee_id, one.draw, one.period, one.deal_id), row.line)
        if line != row.line:
            draws.add(row.line, "period", f"the same as on line {line}", "each only once")
        if known is not None and one.payee_id not in known:
            allowed = f"nobody in people.csv; {one_of(one.payee_id, known)}"
            draws.add(row.line, "payee_id", shown(one.payee_id), allowed)
        if one.draw not in offered:
            allowed = f"an additive draw of a plan; {one_of(one.draw, offered)}"
            draws.add(row.line, "draw", shown(one.draw), allowed)
        else:
            for problem in _of_row(offered[one.draw], one, org):
                draws.add(row.line, *problem)


def _of_row(
    offers: list[Offer], one: DrawTaken, org: list[OrgAssignment] | None
) -> list[tuple[str, str, str]]:
    """Return what is wrong with a row: two plans may have a draw of one name."""
    own = [offer for offer in offers if _is_on(offer[0], one, org)] if org is not None else []
    if len(own) > 1:
        plans = " and ".join(plan.plan for plan, _ in own)
        found = f"{shown(one.draw)} of {plans}, both of which {one.payee_id} is on"
        return [("draw", found, "draws of different names, or nobody on both plans")]
    wrong = [_problems(one, draw) for _, draw in own or offers]
    return min(wrong, key=len)


def _is_on(plan: Plan, one: DrawTaken, org: list[OrgAssignment]) -> bool:
    """Whether somebody is on a plan on a day of the month of a row."""
    if not _covers(_month(plan.valid_from), _month(plan.valid_to), one):
        return False
    return one.payee_id in plan.assigned.people or any(
        row.person_id == one.payee_id
        and row.role in plan.assigned.roles
        and _covers(_month(row.valid_from), _month(row.valid_to), one)
        for row in org
    )


def _month(day: date | None) -> str | None:
    return f"{day:%Y-%m}" if day else None


def _covers(first: str | None, last: str | None, one: DrawTaken) -> bool:
    return (first or one.period) <= one.period <= (last or one.period)


def _problems(one: DrawTaken, draw: Draw) -> list[tuple[str, str, str]]:
    """Compare a row with a draw that it may be of: column, what was found, what is allowed."""
    found = []
    if one.amount <= 0:
        found.append(("amount", shown(one.amount), "allowed: more than 0"))
    elif draw.amount is not None and one.amount > draw.amount:
        found.append(("amount", shown(one.amount), f"at most {draw.amount} a month"))
    if not _covers(draw.from_, draw.to, one):
        allowed = f"a month from {draw.from_ or 'any'} to {draw.to or 'any'}"
        found.append(("period", shown(one.period), allowed))
    if (draw.scope == "deal") != (one.deal_id is not None):
        needed = "the deal that pays it back" if draw.scope == "deal" else "empty: scope is payee"
        found.append(("deal_id", shown(one.deal_id), needed))
    return found
