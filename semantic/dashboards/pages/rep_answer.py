"""What a deal would pay, or all open ones, as the payee reads it."""

from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from semantic.dashboards.parts import table
from semantic.dashboards.words import _, money, month


def answer(found: dict[str, Any]) -> Component:
    """Return the answer of `perfos whatif`, of one deal or of the open ones."""
    return _of_open_deals(found) if "deals" in found else _of_deal(found)


def _of_deal(found: dict[str, Any]) -> Component:
    """Return what one deal would pay, and what it would change of others."""
    total = _total(found)
    if not total:
        hints = [html.Li(hint) for hint in found["hints"]]
        return html.Div([html.B(_("This deal would earn nothing.")), html.Ul(hints)])
    rows = [
        [
            _("this deal") if line["event_id"] == "whatif" else line["event_id"],
            money(Decimal(line["expense"]), line["currency"]),
        ]
        for line in found["lines"]
    ]
    own = [html.Div(_("It would earn"), className="label"), html.Div(total, className="figure")]
    changes = table([_("What changes"), _("Earned") + ">"], rows, "") if len(rows) > 1 else None
    return html.Div([*own, changes], id="deal-result")


def _of_open_deals(found: dict[str, Any]) -> Component:
    """Return what the open deals would pay, month by month."""
    deals = found["deals"]
    without = sum(not one["has_plan"] for one in deals)
    told = [_("{count} open deals, each closed on its day.", count=len(deals))]
    told += [_("{count} of them close on a day without a plan.", count=without)] if without else []
    rows = [
        [month(one["period"]), money(Decimal(one["earns"]), one["currency"])]
        for one in found["months"]
    ]
    months = table([_("Month"), _("Earned") + ">"], rows, "") if rows else None
    return html.Div(
        [
            html.Div(_("They would earn"), className="label"),
            html.Div(_total(found) or _("nothing"), className="figure", id="open-deals"),
            html.P(" ".join(told), className="hint"),
            html.Ul([html.Li(hint) for hint in found["hints"]]) if found["hints"] else None,
            months,
        ],
        id="deal-result",
    )


def _total(found: dict[str, Any]) -> str:
    """Return what would be earned, in each currency; empty for nothing."""
    earns = {code: Decimal(value) for code, value in found["earns"].items()}
    return ", ".join(money(value, code) for code, value in earns.items())
