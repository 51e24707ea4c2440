"""What people start from a page: the same jobs as in the Dagster UI, in their own name."""

import re

import flask

from semantic.dashboards.place import place
from semantic.dashboards.tasks import Tasks, TooManyError
from semantic.dashboards.who import load, person
from semantic.dashboards.words import _, month

PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
LINE = re.compile(r"[0-9a-f]{4,64}")
NUMBER = re.compile(r"\d{1,9}")
PAYEE = re.compile(r"[^\x00-\x1f]{1,200}")
LONGEST = 2000
STEPS = {"submit", "approve", "close", "reopen"}


def tasks() -> Tasks:
    """Return the tasks of the application that answers this request."""
    found: Tasks = flask.current_app.extensions["perfos_tasks"]
    return found


def checked(value: str, pattern: re.Pattern[str]) -> str:
    """Return a value of a page if it is written as it has to be."""
    if not pattern.fullmatch(value or ""):
        flask.abort(400)
    return value


def move(period: str, step: str, reason: str = "", payee: str = "") -> str:
    """Submit, approve, close or reopen a month, or approve one statement; return the task."""
    if step not in STEPS:
        flask.abort(400)
    arguments = [step, checked(period, PERIOD), f"--reason={reason[:LONGEST]}"]
    arguments += [f"--payee={checked(payee, PAYEE)}"] if payee else []
    titles = {
        "submit": _("Submit {month}", month=month(period)),
        "approve": _("Approve {month}", month=month(period)),
        "close": _("Close {month}", month=month(period)),
        "reopen": _("Reopen {month}", month=month(period)),
    }
    return _start(titles[step] + (f", {payee}" if payee else ""), arguments)


def dispute(period: str, step: str, reason: str, about: str) -> str:
    """Open a dispute about a line, or answer, accept or refuse one; return the task."""
    about = checked(about, LINE if step == "open" else NUMBER)
    titles = {
        "open": _("Query line {about}", about=about[:10]),
        "answer": _("Answer dispute {about}", about=about),
        "accept": _("Accept dispute {about}", about=about),
        "refuse": _("Refuse dispute {about}", about=about),
    }
    if step not in titles:
        flask.abort(400)
    arguments = ["dispute", step, checked(period, PERIOD), about, f"--reason={reason[:LONGEST]}"]
    return _start(titles[step], arguments)


def calculate(reason: str) -> str:
    """Run the calculation, as a preparer; return the task."""
    if not place().company().access.may(person(), "preparer"):
        flask.abort(403)  # The job asks for no role: whoever reaches Dagster may run it.
    reason = reason.strip()[:LONGEST] or "dashboards"
    return _start(_("Calculate commissions"), ["run", f"--reason={reason}"])


def pack(period: str) -> str:
    """Write the audit pack of a closed month, for who may see the ledger; return the task."""
    # Cube answers who may not see the ledger with no rows, or with none counted.
    if not any(row["count"] for row in load({"measures": ["ledger.count"]})):
        flask.abort(404)
    title = _("Audit pack of {month}", month=month(period))
    file = f"audit-{checked(period, PERIOD)}.zip"
    try:
        return tasks().start(person(), "pack", title, ["audit", "export", period, "--json"], file)
    except TooManyError:
        return ""


def _start(title: str, arguments: list[str]) -> str:
    """Start a command in the name of who is signed in; a page cannot name anybody else."""
    try:
        return tasks().start(person(), "step", title, [*arguments, f"--by={person()}", "--json"])
    except TooManyError:
        return ""
