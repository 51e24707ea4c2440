"""Files and plain pages to take away: each asks the semantic layer whether it may be seen."""

import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import flask

from perfos.cli.output import minor_units
from perfos.statement.pdf import write_pdf
from perfos.statement.xlsx import write_xlsx
from semantic.dashboards.actions import PERIOD, checked, tasks
from semantic.dashboards.figures import operations, rep, upgrades
from semantic.dashboards.place import place
from semantic.dashboards.steps import step_rows
from semantic.dashboards.who import person
from semantic.dashboards.words import _, day, language, moment, money, month
from semantic.errors import QueryError

WRITERS = {"pdf": write_pdf, "xlsx": write_xlsx}
ASSETS = Path(__file__).parent / "assets"


def statement_of(payee: str, period: str) -> rep.Content:
    """Return a statement that the person may see; ends the request with 404 if not."""
    checked(period, PERIOD)
    rows = rep.balances(payee)
    if period not in {row["posting_period"] for row in rows}:
        flask.abort(404)
    content = rep.statement(payee, rows[0]["payee"] or payee, period)
    content["snapshot"] = rep.snapshot_id()
    return content


def add_routes(server: flask.Flask) -> None:
    """Give a server the statements to take away."""

    @server.get("/files/statement/<payee>/<period>.<kind>")
    def statement_file(payee: str, period: str, kind: str) -> flask.Response:
        if kind not in WRITERS:
            flask.abort(404)
        content = statement_of(payee, period)
        with place().snapshot() as snapshot:
            units = minor_units(snapshot)
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"statement-{period}.{kind}"
            WRITERS[kind](content, units, file)
            data = file.read_bytes()
        response = flask.make_response(data)
        response.mimetype = flask.current_app.config["KINDS"][kind]
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response

    @server.get("/sheet/<payee>/<period>")
    def sheet(payee: str, period: str) -> str:
        """The statement without scripts: to print, and to read offline."""
        return flask.render_template(
            "statement.html",
            content=statement_of(payee, period),
            language=language(),
            steps=step_rows,
            helpers={"money": money, "day": day, "month": month},
            now=moment(rep.now()),
            _=_,
        )


def add_shared(server: flask.Flask) -> None:
    """Give a server what belongs to no page: results, what makes it an app, refusals."""

    @server.get("/files/quarantine.csv")
    def quarantine_file() -> flask.Response:
        text = StringIO()
        rows = operations.quarantine()
        writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else ["nothing"])
        writer.writeheader()
        writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
        response = flask.make_response(text.getvalue())
        response.mimetype = "text/csv"
        response.headers["Content-Disposition"] = 'attachment; filename="quarantine.csv"'
        return response

    @server.get("/files/upgrade/<name>/diff.html")
    def upgrade_diff(name: str) -> flask.Response:
        return flask.send_file(upgrades.diff_of(name), mimetype="text/html")

    @server.get("/files/task/<number>")
    def task_file(number: str) -> flask.Response:
        task = tasks().look(person(), number)
        if task is None or task.state != "done" or task.file is None:
            flask.abort(404)
        return flask.send_file(task.file, as_attachment=True)

    @server.get("/manifest.webmanifest")
    def manifest() -> flask.Response:
        kind = "application/manifest+json"
        return flask.send_file(ASSETS / "manifest.webmanifest", mimetype=kind)

    @server.get("/service-worker.js")
    def service_worker() -> flask.Response:
        return flask.send_file(ASSETS / "worker.js.txt", mimetype="text/javascript")

    @server.errorhandler(QueryError)
    def no_answer(error: QueryError) -> flask.typing.ResponseReturnValue:
        return (_("There is nothing here"), 404) if error.status == 403 else (str(error), 503)


def _harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
