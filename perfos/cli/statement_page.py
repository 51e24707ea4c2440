"""A statement as a person reads it."""

from collections.abc import Mapping
from typing import Any

from perfos.cli.output import amount, attainment, console, plain, rate, stacked, table
from perfos.cli.statement import SHORT

WIDE = 130
"""Characters that a screen needs for a column of everything."""


def show(content: Mapping[str, Any], units: Mapping[str, int]) -> None:
    """Print a statement: what was earned, what corrects other months, and the totals."""
    out = console()
    name, payee_id = plain(content["name"]).plain, plain(content["payee_id"]).plain
    out.print(
        plain(f"Statement of {name} ({payee_id}), {content['period'] or 'no month'}"), style="bold"
    )
    for balance in content["balances"]:
        currency = balance["currency"]
        rows = [("opening balance", amount(balance["opening"], currency, units))]
        rows += [(m["what"], amount(m["amount"], currency, units)) for m in balance["moves"]]
        rows.append(("closing balance", amount(balance["closing"], currency, units)))
        out.print()
        out.print(table(["", "Amount>"], rows, balance["title"]))
    if not content["lines"]:
        months = ", ".join(content["periods"]) or "none"
        out.print(plain(f"nothing was posted; months with lines: {months}"))
        return
    for title, is_earned_now in (("Earned", True), ("Adjustments", False)):
        lines = [line for line in content["lines"] if line["is_earned_now"] == is_earned_now]
        if lines:
            cells = [_row(line, units, out.width < WIDE) for line in lines]
            out.print()
            out.print(table(list(cells[0]), [list(row.values()) for row in cells], title))
    out.print()
    totals = [
        [amount(value, currency, units) for value in sums.values()]
        for currency, sums in content["totals"].items()
    ]
    out.print(table(["Earned>", "Adjustments>", "Total>"], totals, "Totals"))
    out.print(plain("`perfos explain LINE` leads from a line back to its source record."))


def _row(line: Mapping[str, Any], units: Mapping[str, int], is_narrow: bool) -> dict[str, object]:
    """Return the cells of one line by the heads of their columns."""
    currency = line["currency"]
    digits = units.get(currency, 2)
    event, deal = line["event_id"], line["deal_id"]
    # What is credited is rounded here to be read; `perfos explain` shows every digit.
    credited = line["credited"] and amount(round(line["credited"], digits), currency, units)
    what = {
        "Deal / event": f"{deal} / {event}" if deal and deal != event else event,
        "Customer": line["customer"],
        "Plan / component": f"{line['plan_id']} / {line['component']}",
    }
    if line["reason"] != "earning":
        what["Plan / component"] += f", {line['reason'].replace('_', ' ')}"
    how = {
        "Credited>": credited,
        "Attainment>": attainment(line["before"], line["after"], line["quota"], digits),
        "Rates>": ", ".join(rate(one, line["rate_unit"]) for one in line["rates"]) or "-",
    }
    about = {} if line["is_earned_now"] else {"About": line["period"], "Kind": line["kind"]}
    if is_narrow:
        what = {"What": stacked(*what.values(), *about.values())}
        how = {"How>": stacked(*how.values())}
        about = {}
    return {
        "Line": line["entry_id"][:SHORT],
        **about,
        "Date": line["date"],
        **what,
        **how,
        "Amount>": amount(line["amount"], currency, units),
    }
