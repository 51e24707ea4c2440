"""Checks of draws.csv against people and the draws of plans."""

from perfos.company.check_rows import Known
from perfos.company.csv_file import CsvFile
from perfos.company.plan.draws import Draw, DrawTaken
from perfos.company.plan.plans import Plan
from perfos.company.problems import one_of, shown


def check_draws(draws: CsvFile[DrawTaken], plans: list[Plan], known: Known) -> None:
    """Only draws that may be taken, by somebody known, each once a month and no more than allowed.

    Args:
        draws: The rows of draws.csv.
        plans: The plans that could be read.
        known: Ids of all people, or None where people come from a source too.
    """
    offered: dict[str, list[Draw]] = {}
    for plan in plans:
        for draw in plan.draws:
            if draw.kind == "additive":
                offered.setdefault(draw.id, []).append(draw)
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
            meant = [draw for draw in offered[one.draw] if _covers(draw, one.period)]
            _check_row(draws, row.line, one, (meant or offered[one.draw])[0])


def _covers(draw: Draw, period: str) -> bool:
    return (draw.from_ or period) <= period <= (draw.to or period)


def _check_row(draws: CsvFile[DrawTaken], line: int, one: DrawTaken, draw: Draw) -> None:
    """Compare a row with the draw that it names."""
    if one.amount <= 0:
        draws.add(line, "amount", shown(one.amount), "allowed: more than 0")
    elif draw.amount is not None and one.amount > draw.amount:
        draws.add(line, "amount", shown(one.amount), f"at most {draw.amount} a month")
    if not _covers(draw, one.period):
        allowed = f"a month from {draw.from_ or 'any'} to {draw.to or 'any'}"
        draws.add(line, "period", shown(one.period), allowed)
    if (draw.scope == "deal") != (one.deal_id is not None):
        needed = "the deal that pays it back" if draw.scope == "deal" else "empty: scope is payee"
        draws.add(line, "deal_id", shown(one.deal_id), needed)
