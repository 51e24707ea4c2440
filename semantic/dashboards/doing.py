"""The buttons that start a step, and the form that asks why before it is started."""

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update
from dash.development.base_component import Component

from semantic.dashboards import actions
from semantic.dashboards.place import place
from semantic.dashboards.who import person
from semantic.dashboards.words import NOTHING, _, month

WORDS = {
    "submit": "Submit",
    "approve": "Approve",
    "close": "Close",
    "reopen": "Reopen",
    "open": "Query this line",
    "answer": "Answer",
    "accept": "Accept",
    "refuse": "Refuse",
    "calculate": "Calculate",
    "pack": "Audit pack",
}
REASONED = {"reopen", "open", "answer", "accept", "refuse"}
"""Steps that are refused without a reason."""
MAIN = {"submit", "approve", "close", "calculate"}
ROLES = {
    "submit": "preparer",
    "approve": "approver",
    "close": "controller",
    "reopen": "controller",
    "calculate": "preparer",
}
MOVES = {"submit", "approve", "close", "reopen"}


def may(step: str) -> bool:
    """Whether access.yml lets the person take a step; the run that takes it checks that again."""
    return step not in ROLES or place().company().access.may(person(), ROLES[step])


def steps(names: list[str], period: str, about: str = "") -> Component:
    """Return the buttons of steps, or by whom they are waited for."""
    mine = [button(name, period, about, name in MAIN) for name in names if may(name)]
    if mine or not names:
        return html.Div(mine, className="steps")
    holders = place().company().access.holders(ROLES[names[0]])
    return html.Span(_("waits for {names}", names=", ".join(holders) or NOTHING), className="hint")


def button(step: str, period: str = "", about: str = "", is_main: bool = False) -> Component:
    """Return the button of a step with a month, a statement, a line or a dispute."""
    return dmc.Button(
        _(WORDS[step]),
        id={"type": "do", "step": step, "period": period, "about": about},
        size="xs",
        variant="filled" if is_main else "light",
        **{"aria-label": " ".join(filter(None, [_(WORDS[step]), period, about]))},
    )


def dialogue() -> Component:
    """Return the form, which every page shares."""
    return dmc.Modal(
        [
            html.P(id="do-about", className="soft", style={"marginTop": 0}),
            dmc.Textarea(
                id="do-reason",
                label=_("Why"),
                description=_("It stays in the log."),
                autosize=True,
                minRows=3,
            ),
            dmc.Button(_("Go on"), id="do-send", mt="md"),
            dcc.Store(id="do-what"),
        ],
        id="do-dialogue",
        title="",
        opened=False,
        closeButtonProps={"aria-label": _("Dismiss")},
    )


@callback(
    Output("do-dialogue", "opened"),
    Output("do-dialogue", "title"),
    Output("do-about", "children"),
    Output("do-reason", "value"),
    Output("do-what", "data"),
    Input({"type": "do", "step": ALL, "period": ALL, "about": ALL}, "n_clicks"),
    prevent_initial_call=True,
)
def ask_why(_clicks: list[int | None]) -> tuple[object, ...]:
    """Open the form of the button that was pressed."""
    # Buttons that a page has just brought along call this, too: nobody has pressed them.
    if not ctx.triggered or not ctx.triggered[0]["value"]:
        return (no_update,) * 5
    what = dict(ctx.triggered_id)
    about = what["about"][:10] if what["step"] == "open" else what["about"]
    words = " · ".join(filter(None, [what["period"] and month(what["period"]), about]))
    return True, _(WORDS[what["step"]]), words, "", what


@callback(
    Output("task", "data"),
    Output("do-dialogue", "opened", allow_duplicate=True),
    Output("do-reason", "error"),
    Input("do-send", "n_clicks"),
    State("do-what", "data"),
    State("do-reason", "value"),
    prevent_initial_call=True,
)
def do(clicks: int | None, what: dict[str, str], reason: str) -> tuple[object, ...]:
    """Start the step."""
    if not clicks or not what:
        return no_update, no_update, no_update
    if what["step"] in REASONED and not (reason or "").strip():
        return no_update, no_update, _("A reason is needed.")
    return start(what["step"], what["period"], what["about"], reason or ""), False, None


def start(step: str, period: str, about: str, reason: str) -> str:
    """Start a step; return the task's number."""
    if step == "calculate":
        return actions.calculate(reason)
    if step == "pack":
        return actions.pack(period)
    if step in MOVES:
        return actions.move(period, step, reason, payee=about)
    return actions.dispute(period, step, reason, about)
