"""The answers of `perfos whatif`, as a person reads them."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perfos.cli.derivation import read_derivation
from perfos.cli.output import (
    amount,
    attainment,
    console,
    number,
    plain,
    print_json,
    rate,
    signed,
    stacked,
    table,
)

if TYPE_CHECKING:
    from perfos.whatif.deal import Answer
    from perfos.whatif.open_deals import Outlook

OTHERS = 10


def show_deal(answer: "Answer", name: str, hints: list[str], as_json: bool) -> None:
    """Print what a deal would pay: each line with its derivation, then what others would get."""
    deal = answer.deal
    if as_json:
        print_json(
            {
                "payee_id": deal.payee,
                "amount": deal.amount,
                "currency": deal.currency,
                "close": deal.closes,
                "earns": answer.pays,
                "hints": hints,
                "lines": answer.own,
                "others": answer.others,
            }
        )
        return
    out = console()
    worth = amount(deal.amount, deal.currency, {})
    earned = ", ".join(amount(value, code, {}) for code, value in answer.pays.items()) or "nothing"
    out.print(plain(f"A deal of {name} over {worth}, closed on {deal.closes}, would earn {earned}"))
    for hint in hints:
        out.print(plain(f"  {hint}"))
    if answer.own:
        heads = ["Plan / component", "Month", "What", "Attainment>", "Base x rate>"]
        cells = [_cells(line) for line in answer.own]
        out.print(table([*heads, "Earned>", "Payable>"], cells))
    if answer.others:
        heads = ["Payee", "Plan / component", "Month", "What", "Earned>"]
        rows = [
            (
                line["payee_id"],
                f"{line['plan_id']} / {line['component_id']}",
                line["period"],
                line["kind"],
                amount(line["expense"], line["currency"], {}),
            )
            for line in answer.others[:OTHERS]
        ]
        out.print(table(heads, rows, "Others would be paid, too"))
        if len(answer.others) > OTHERS:
            out.print(plain(f"and {len(answer.others) - OTHERS} more lines"))


def show_outlook(outlook: "Outlook", name: str, as_json: bool) -> None:
    """Print what all open deals would pay somebody: in all, by month, and the deals."""
    if as_json:
        print_json(
            {
                "payee_id": outlook.payee,
                "earns": outlook.pays,
                "months": outlook.months,
                "hints": outlook.missing,
                "deals": outlook.deals,
            }
        )
        return
    out = console()
    earned = ", ".join(amount(value, code, {}) for code, value in outlook.pays.items()) or "nothing"
    out.print(plain(f"If every open deal closes on its day, {name} earns {earned} by it"))
    if without := sum(not one["has_plan"] for one in outlook.deals):
        out.print(plain(f"  {without} of their deals close on a day on which they have no plan"))
    for hint in outlook.missing:
        out.print(plain(f"  {hint}"))
    months = [(one["period"], amount(one["earns"], one["currency"], {})) for one in outlook.months]
    out.print(table(["Month", "Earned>"], months))
    deals = [
        (one["event_id"], one["name"], one["closes"], amount(one["amount"], one["currency"], {}))
        for one in outlook.deals
    ]
    out.print(table(["Deal", "Name", "Closes", "Worth>"], deals, f"Open deals of {name}"))


def _cells(line: dict[str, Any]) -> list[object]:
    found = read_derivation(line["explain"])
    slices = found.slices if found and line["is_new"] else ()
    what = "this deal" if line["event_id"] == "whatif" else f"{line['kind']} {line['event_id']}"
    return [
        f"{line['plan_id']} / {line['component_id']}",
        line["period"],
        what,
        attainment(found.before, found.after, found.quota) if found else "-",
        stacked(*(f"{number(part.base)} x {rate(part.rate, None)}" for part in slices)),
        amount(line["expense"], line["currency"], {}),
        amount(line["payable"], line["currency"], {}),
    ]


def show_plan(
    rows: list[dict[str, Any]], names: dict[str, str], periods: list[str], as_json: bool
) -> None:
    """Print what each payee would be paid by a changed plan, and in all."""
    totals: dict[str, list[Decimal]] = {}
    for row in rows:
        sums = totals.setdefault(row["currency"], [Decimal(0)] * 3)
        for place, figure in enumerate(("before", "after", "difference")):
            sums[place] += row[figure]
    if as_json:
        print_json({"periods": periods, "payees": rows, "totals": totals})
        return
    cells = [
        (row["payee_id"], names.get(row["payee_id"]), *_money(row.values(), row["currency"]))
        for row in rows
        if row["difference"]
    ]
    heads = ["Payee", "Name", "As it is>", "With the changed plan>", "Difference>"]
    out = console()
    out.print(table(heads, cells, f"Paid for {', '.join(periods) or 'all months'}"))
    for code, sums in totals.items():
        before, after, _ = sums
        same = sum(row["currency"] == code and not row["difference"] for row in rows)
        out.print(
            plain(
                f"In all {amount(before, code, {})}, then {amount(after, code, {})} "
                f"({signed(after - before)}); {same} payees are paid the same"
            )
        )


def _money(values: Any, currency: str) -> list[str]:  # noqa: ANN401
    return [amount(value, currency, {}) for value in values if isinstance(value, Decimal)]
