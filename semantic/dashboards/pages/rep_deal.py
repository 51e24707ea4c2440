"""What would this deal pay, or all open ones? Asked of the real models; nothing is posted."""

from datetime import UTC, datetime

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update
from dash.development.base_component import Component

from semantic.dashboards.actions import tasks
from semantic.dashboards.figures.deal import choices
from semantic.dashboards.pages.rep_answer import answer
from semantic.dashboards.parts import paper
from semantic.dashboards.tasks import TooManyError
from semantic.dashboards.who import person, prove
from semantic.dashboards.words import _

MOST = 10**12


def card(payee: str) -> Component:
    """Return the form, with a choice for each column that the payee's plans ask about."""
    more = [
        dmc.Select(
            id={"type": "deal-column", "name": name},
            label=_(name.replace("_", " ").capitalize()),
            data=values,
            value=values[0],
            allowDeselect=False,
        )
        for name, values in choices(payee).items()
    ]
    today = datetime.now(UTC).date()
    amount = dmc.NumberInput(
        id="deal-amount", label=_("Amount"), value=50000, min=0, max=MOST, thousandSeparator=" "
    )
    closes = dmc.TextInput(
        id="deal-day",
        label=_("Closes on"),
        value=today.isoformat(),
        inputProps={"inputMode": "numeric"},
    )
    return paper(
        _("What would this deal pay?"),
        dmc.SimpleGrid([amount, closes, *more], cols={"base": 1, "xs": 2}, spacing="sm"),
        dmc.Group(
            [
                dmc.Button(_("Calculate"), id="deal-ask"),
                dmc.Button(_("All open deals instead"), id="deal-open", variant="light"),
            ],
            gap="sm",
            mt="md",
        ),
        html.Div(
            id="deal-answer", role="status", style={"marginTop": 14}, **{"aria-live": "polite"}
        ),
        dcc.Store(id="deal-task", data=""),
        dcc.Store(id="deal-payee", data=payee),
        dcc.Interval(id="deal-tick", interval=1500, disabled=True),
    )


@callback(
    Output("deal-task", "data"),
    Output("deal-tick", "disabled"),
    Output("deal-answer", "children"),
    Input("deal-ask", "n_clicks"),
    Input("deal-open", "n_clicks"),
    State("deal-amount", "value"),
    State("deal-day", "value"),
    State({"type": "deal-column", "name": ALL}, "value"),
    State({"type": "deal-column", "name": ALL}, "id"),
    State("deal-payee", "data"),
    prevent_initial_call=True,
)
def ask(
    clicks: int | None,
    clicks_open: int | None,
    amount: float | None,
    closes: str,
    values: list[str],
    names: list[dict[str, str]],
    payee: str,
) -> tuple[object, ...]:
    """Start the calculation."""
    if not clicks and not clicks_open:
        return no_update, no_update, no_update
    prove(payee)
    if ctx.triggered_id == "deal-open":
        return _start(_("What would the open deals pay?"), ["whatif", payee, "--open", "--json"])
    try:
        day = datetime.strptime(closes.strip(), "%Y-%m-%d").date()
    except ValueError:
        return "", True, _("The day is written as 2026-12-31.")
    if not amount:
        return "", True, _("Say what the deal is worth.")
    pairs = zip(names, values, strict=True)
    columns = [f"--dim={one['name']}={value}" for one, value in pairs if value]
    arguments = ["whatif", payee, f"--amount={amount}", f"--close={day}", "--json", *columns]
    return _start(_("What would this deal pay?"), arguments)


def _start(title: str, arguments: list[str]) -> tuple[object, ...]:
    """Start a question, and say so."""
    try:
        number = tasks().start(person(), "deal", title, arguments)
    except TooManyError:
        return "", True, _("Two calculations are running: wait for them.")
    return number, False, _("Calculating…")


@callback(
    Output("deal-answer", "children", allow_duplicate=True),
    Output("deal-tick", "disabled", allow_duplicate=True),
    Input("deal-tick", "n_intervals"),
    State("deal-task", "data"),
    prevent_initial_call=True,
)
def follow(_ticks: int, number: str) -> tuple[object, ...]:
    """Show the answer as soon as there is one."""
    task = tasks().look(person(), number)
    if task is None:
        return _("Ask again."), True
    if task.state == "running":
        return _("Calculating… {seconds} s", seconds=task.seconds), no_update
    if task.state == "failed":
        return html.P(task.error, role="alert"), True
    return answer(task.result), True
