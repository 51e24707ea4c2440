"""The lines of a statement, each with its derivation, and the way to query one."""

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, callback, ctx, html, no_update
from dash.development.base_component import Component

from perfos.cli.query import ask
from semantic.dashboards.actions import dispute
from semantic.dashboards.parts import state, table
from semantic.dashboards.steps import step_rows
from semantic.dashboards.who import prove
from semantic.dashboards.words import NOTHING, _, day, money, month

if TYPE_CHECKING:
    import duckdb

DISPUTED = """
    select details ->> 'entry_id' as entry_id, arg_max(replace(action, 'dispute_', ''), event_no)
        as state
    from ledger.period_event
    where starts_with(action, 'dispute_') and (details ->> 'payee_id') = getvariable('payee')
    group by all
"""


def disputes(snapshot: "duckdb.DuckDBPyConnection", payee: str) -> dict[str, str]:
    """Return where the disputes about a payee's lines stand, by entry."""
    prove(payee)
    return {row["entry_id"]: row["state"] for row in ask(snapshot, DISPUTED, payee=payee)}


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
    query = dmc.Button(
        _("Query this line"),
        id={"type": "query-line", "line": line["entry_id"]},
        variant="light",
        size="xs",
        mt="sm",
    )
    source = _(
        "Deal {deal}, line {line}", deal=line["deal_id"] or NOTHING, line=line["entry_id"][:10]
    )
    body = [
        table(
            [_("Step"), _("Base") + ">", _("Rate") + ">", _("Amount") + ">"],
            step_rows(line),
            _("This line has no derivation."),
        ),
        html.P(source, className="hint"),
        *([] if disputed in ("opened", "answered") else [query]),
    ]
    item = [dmc.AccordionControl(head), dmc.AccordionPanel(body)]
    return dmc.AccordionItem(item, value=line["entry_id"])


def dialogue(period: str) -> dmc.Modal:
    """Return the form with which a line is queried."""
    return dmc.Modal(
        [
            html.P(id="query-about", className="soft"),
            dmc.Textarea(
                id="query-reason",
                label=_("What is wrong with it?"),
                description=_("It goes to the manager, and stays in the log."),
                autosize=True,
                minRows=3,
                required=True,
            ),
            dmc.Button(_("Send"), id="query-send", mt="md"),
        ],
        id="query-dialogue",
        title=_("Query a line of {month}", month=month(period)),
        opened=False,
        closeButtonProps={"aria-label": _("Close")},
    )


@callback(
    Output("query-dialogue", "opened"),
    Output("query-about", "children"),
    Output("query-reason", "value"),
    Input({"type": "query-line", "line": ALL}, "n_clicks"),
    prevent_initial_call=True,
)
def ask_why(clicks: list[int | None]) -> tuple[object, ...]:
    """Open the form for the line whose button was pressed."""
    if not any(clicks) or not ctx.triggered_id:
        return no_update, no_update, no_update
    return True, _("Line {line}", line=ctx.triggered_id["line"][:10]), ""


@callback(
    Output("task", "data", allow_duplicate=True),
    Output("query-dialogue", "opened", allow_duplicate=True),
    Output("query-reason", "error"),
    Input("query-send", "n_clicks"),
    State("query-about", "children"),
    State("query-reason", "value"),
    State("statement-of", "data"),
    prevent_initial_call=True,
)
def send(clicks: int | None, about: str, reason: str, of: dict[str, str]) -> tuple[object, ...]:
    """Open a dispute about the line."""
    if not clicks:
        return no_update, no_update, no_update
    if not (reason or "").strip():
        return no_update, no_update, _("Say what is wrong.")
    line = about.split()[-1]
    return dispute(of["period"], "open", reason, line=line), False, None
