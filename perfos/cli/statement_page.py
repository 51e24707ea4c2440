"""A statement as a person reads it."""

from collections.abc import Mapping
from typing import Any

from perfos.cli.output import amount, attainment, console, plain, rate, table
from perfos.cli.statement import SHORT


def show(content: Mapping[str, Any], units: Mapping[str, int]) -> None:
    """Print a statement: what was earned, what corrects other months, and the totals."""
    out = console()
    name, payee_id = plain(content["name"]).plain, plain(content["payee_id"]).plain
    out.print(
        plain(f"Statement of {name} ({payee_id}), {content['period'] or 'no month'}"), style="bold"
    )
    if not content["lines"]:
        months = ", ".join(content["periods"]) or "none"
        out.print(plain(f"nothing was posted; months with lines: {months}"))
        return
    for title, is_earned_now in (("Earned", True), ("Adjustments", False)):
        lines = [line for line in content["lines"] if line["is_earned_now"] == is_earned_now]
        if lines:
            heads = ["Line", "Date", "Deal / event", "Customer", "Plan / component"]
            heads += ["Credited>", "Attainment>", "Rates>", "Amount>"]
            heads[1:1] = [] if is_earned_now else ["About", "Kind"]
            out.print()
            out.print(table(heads, (_row(line, units) for line in lines), title))
    out.print()
    rows = [
        tuple(amount(value, currency, units) for value in sums.values())
        for currency, sums in content["totals"].items()
    ]
    out.print(table(["Earned>", "Adjustments>", "Total>"], rows, "Totals"))
    out.print(plain("`perfos explain LINE` leads from a line back to its source record."))


def _row(line: Mapping[str, Any], units: Mapping[str, int]) -> list[object]:
    """Return the cells of one line."""
    event = line["event_id"]
    if line["deal_id"] and line["deal_id"] != event:
        event = f"{line['deal_id']} / {event}"
    about = [] if line["is_earned_now"] else [line["period"], line["kind"]]
    return [
        line["entry_id"][:SHORT],
        *about,
        line["date"],
        event,
        line["customer"],
        f"{line['plan_id']} / {line['component']}",
        amount(line["credited"], line["currency"], units),
        attainment(line["before"], line["after"], line["quota"]),
        ", ".join(rate(one, line["rate_unit"]) for one in line["rates"]) or "-",
        amount(line["amount"], line["currency"], units),
    ]
