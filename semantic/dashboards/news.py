"""Following what somebody has started until it ends, and telling it in words."""

import dash_mantine_components as dmc
import flask
from dash import Input, Output, State, callback, html, no_update, set_props
from dash.development.base_component import Component

from semantic.dashboards.actions import tasks
from semantic.dashboards.parts import download
from semantic.dashboards.tasks import Task
from semantic.dashboards.who import person
from semantic.dashboards.words import _


@callback(
    Output("tick", "disabled"),
    Output("notice", "children"),
    Input("task", "data"),
    prevent_initial_call=True,
)
def begin(number: str | None) -> tuple[object, ...]:
    """Begin to follow a task."""
    if number is None:
        return no_update, no_update
    task = tasks().look(person(), number)
    if task is None:
        return True, _alert(_("Two runs of yours are still going: wait for them."), "", "orange")
    return False, _running(task)


@callback(
    Output("notice", "children", allow_duplicate=True),
    Output("tick", "disabled", allow_duplicate=True),
    Output("changed", "data"),
    Input("tick", "n_intervals"),
    State("task", "data"),
    State("changed", "data"),
    prevent_initial_call=True,
)
def follow(_ticks: int, number: str, changed: int) -> tuple[object, ...]:
    """Tell how far a task is; when it has ended, have the page read its figures again."""
    task = tasks().look(person(), number or "")
    if task is None:
        return no_update, True, no_update
    if task.state == "running":
        return _running(task), no_update, no_update
    return _ended(task), True, changed + 1


def broken(error: Exception) -> None:
    """Tell that a page or a step has failed for a reason that nobody has foreseen."""
    flask.current_app.logger.error("a callback failed", exc_info=error)
    text = _("The server's log says why. Try again, or tell whoever looks after it.")
    set_props("notice", {"children": _alert(_("Something went wrong"), text, "red")})


def _running(task: Task) -> Component:
    text = _("The run is going on, {seconds} s …", seconds=task.seconds)
    return _alert(task.title, text, "blue")


def _ended(task: Task) -> Component:
    """Return how a task has ended: what changed, or why not."""
    if task.state == "failed":
        return _alert(_("{title}: not done", title=task.title), task.error, "red")
    found = task.result
    if task.file:
        link = download(
            _("Download {name}", name=task.file.name), f"/files/task/{task.folder.name}"
        )
        return _alert(_("{title}: done", title=task.title), link, "green")
    words = _("Done.")
    if "before" in found:
        words = f"{found['period']}: {_(found['before'])} → {_(found['after'])}"
    if "entries_posted" in found:
        words = _("{count} entries posted.", count=found["entries_posted"])
    return _alert(_("{title}: done", title=task.title), words, "green")


def _alert(title: str, text: str | Component, color: str) -> dmc.Alert:
    return dmc.Alert(
        html.Div(text, style={"whiteSpace": "pre-line", "overflowWrap": "anywhere"}),
        title=title,
        color=color,
        withCloseButton=True,
        closeButtonLabel=_("Dismiss"),
        variant="white",
        style={"border": "1px solid var(--hair)", "boxShadow": "0 6px 24px rgb(0 0 0 / 18%)"},
    )
