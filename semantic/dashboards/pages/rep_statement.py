"""The lines of a statement, each with its derivation, and the way to query one."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from semantic.dashboards.doing import button
from semantic.dashboards.figures.rep import of_payee
from semantic.dashboards.parts import state, table
from semantic.dashboards.steps import step_rows
from semantic.dashboards.who import load
from semantic.dashboards.words import NOTHING, _, day, money, month


def disputes(payee: str) -> dict[str, str]:
    """Return where the disputes about a payee's lines stand, by entry."""
    rows = load(
        {
            "dimensions": ["disputes.number", "disputes.entry_id", "disputes.state"],
            "filters": of_payee("disputes", payee),
        }
    )
    return {
        row["entry_id"]: row["state"] for row in sorted(rows, key=lambda one: int(one["number"]))
    }


def lines(content: dict[str, Any], disputed: dict[str, str]) -> Component:
    """Return the lines; each opens to its derivation."""
    return dmc.Accordion(
        [
            _line(line, content["period"], disputed.get(line["entry_id"]))
            for line in content["lines"]
        ],
        variant="default",
        chevronPosition="left",
        order=3,
    )


def _line(line: dict[str, Any], period: str, disputed: str | None) -> Component:
    """Return one line of a statement."""
    about = [day(line["date"]), line["component"]]
    if line["period"] != period:
        about.append(_("about {month}", month=month(line["period"])))
    if line["reason"] != "earning":
        about.append(_(line["reason"].replace("_", " ")))
    what = [
        html.Span(line["customer"] or line["event_id"], style={"fontWeight": 550}),
        html.Span(" · ".join(about), className="hint", style={"display": "block"}),
    ]
    amount = html.Span(money(line["amount"], line["currency"]), className="amount")
    head = html.Span(
        [html.Span([*what, *([state(disputed)] if disputed else [])]), amount],
        className="statement-line",
    )
    about_deal = _(
        "Deal {deal}, line {line}", deal=line["deal_id"] or NOTHING, line=line["entry_id"][:10]
    )
    body = [
        table(
            [_("Step"), _("Base") + ">", _("Rate") + ">", _("Amount") + ">"],
            step_rows(line),
            _("This line has no derivation."),
        ),
        html.P(about_deal, className="hint"),
        *_source(line["source"]),
        *([] if disputed in ("opened", "answered") else [button("open", period, line["entry_id"])]),
    ]
    item = [dmc.AccordionControl(head), dmc.AccordionPanel(body)]
    return dmc.AccordionItem(item, value=line["entry_id"])


def _source(found: tuple[str, int] | None) -> list[Component]:
    """Return where the record of a line stands, if it is kept."""
    if not found:
        return []
    file, row = found
    return [html.P(_("Source record: {file}, row {row}", file=file, row=row), className="hint")]
