"""Draws worked out from the plan's words, month by month."""

from decimal import ROUND_HALF_UP, Decimal

from tests.rules.money_later import CENT, MONTHS, Row


def reckon(earned: dict[str, Decimal], draws: list[Row], taken: dict[tuple[str, str], Decimal]):
    """Return, month by month, what is paid and what is owed, from the plan's words."""
    owed = dict.fromkeys((draw["draw_id"] for draw in draws), Decimal(0))
    given, months = Decimal(0), []
    for number, month in enumerate(MONTHS, start=1):
        pay = earned.get(month, Decimal(0))
        for draw in draws:
            name = draw["draw_id"]
            is_guaranteed = (
                draw["kind"] == "guarantee"
                and draw["from_period"] <= month <= draw["to_period"]
                and number <= (draw["first_months"] or number)
            )
            least = draw["amount"] if is_guaranteed else Decimal(0)
            more = max(least - pay, Decimal(0)) if is_guaranteed else Decimal(0)
            more += taken.get((name, month), Decimal(0))
            back = Decimal(0)
            begins, ends = draw["recover_from"] or month, draw["recover_to"] or month
            if draw["recovery"] != "none" and begins <= month <= ends:
                above = pay - max(draw["recover_floor"], least)
                share = (above * draw["recover_share"]).quantize(CENT, ROUND_HALF_UP)
                back = min(owed[name], max(share, Decimal(0)))
            if draw["recovery"] == "none":
                given += more
            else:
                owed[name] += more - back
            pay += more - back
            if draw["forgiven_on"] and f"{draw['forgiven_on']:%Y-%m}" == month:
                given += owed[name]
                owed[name] = Decimal(0)
        months.append((month, pay, sum(owed.values(), Decimal(0)), given))
    return months
