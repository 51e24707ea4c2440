"""Sales operations: runs and records, quarantine, plans and quotas in force, exceptions."""

from dash import html
from dash.development.base_component import Component

from semantic.dashboards.doing import steps
from semantic.dashboards.figures import operations as figures
from semantic.dashboards.figures.upgrades import upgrades
from semantic.dashboards.grids import column, grid
from semantic.dashboards.pages.operations_rules import checked, exceptions, quotas
from semantic.dashboards.pages.operations_upgrades import upgraded
from semantic.dashboards.parts import (
    Children,
    download,
    empty,
    figure,
    paper,
    state,
    table,
    title,
)
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.words import NOTHING, _, moment, number
from semantic.result import Row


def page(_parameters: dict[str, str]) -> Component:
    """Return the page of operations."""
    runs, records = figures.runs(), figures.reconciliation()
    quarantine, odd, checks = figures.quarantine(), figures.exceptions(), figures.checks()
    return html.Div(
        [
            title(_("Operations"), steps(["calculate"], "")),
            _cards(runs, records, checks, quarantine, len(odd)),
            paper(_("Runs"), _runs(runs)),
            _quarantine(quarantine),
            exceptions(odd),
            checked(checks),
            paper(_("Records in and out"), _records(records)),
            upgraded(upgrades(), figures.sees_pay()),
            quotas(figures.quotas()),
        ],
        className="stack",
    )


def _cards(
    runs: list[Row], records: list[Row], checks: list[Row], quarantine: list[Row], odd: int
) -> Component:
    """Return operations in five numbers."""
    found = sum(not row["passed"] for row in checks)
    raw = sum(int(row["rows_raw"]) for row in records)
    balanced = sum(bool(row["is_balanced"]) for row in records)
    last = moment(runs[0]["started_at"]) if runs else NOTHING
    return cards(
        figure(
            _("Last run"), last, _("UTC, by {who}", who=runs[0]["actor"]) if runs else "", "", True
        ),
        figure(
            _("Records read"),
            number(raw),
            _("{good} of {all} sources balance", good=balanced, all=len(records)),
            "rows-raw",
        ),
        figure(
            _("Checks passed"),
            number(len(checks) - found),
            _("{count} found something", count=number(found)),
            "checks-passed",
        ),
        figure(_("In quarantine"), number(len(quarantine)), "", "quarantined"),
        figure(_("Exceptions"), number(odd), "", "exceptions"),
    )


def _runs(rows: list[Row]) -> Component:
    """Return the runs, newest first."""
    cells: list[list[Children]] = [
        [
            number(row["run_no"]),
            moment(row["started_at"]),
            row["actor"],
            row["reason"] or NOTHING,
            number(row["entries"]),
            html.Code(row["run_id"][:8], title=row["run_id"]),
            html.Code(row["code_revision"][:8]),
        ]
        for row in rows
    ]
    heads = [_("No") + ">", _("Started (UTC)"), _("Who"), _("Why"), _("Entries posted") + ">"]
    return table([*heads, _("Run"), _("Program")], cells, _("No run yet."))


def _records(rows: list[Row]) -> Component:
    """Return, for each source, how many records came in and what became of them."""
    cells: list[list[Children]] = [
        [
            f"{row['source_system']}.{row['source_table']}",
            row["entity"],
            number(row["rows_raw"]),
            number(row["rows_excluded"]),
            number(row["rows_conformed"]),
            number(row["rows_quarantined"]),
            state("passed" if row["is_balanced"] else "failed"),
        ]
        for row in rows
    ]
    heads = [_("Source"), _("Becomes"), _("Read") + ">", _("Left out") + ">", _("Used") + ">"]
    return table(
        [*heads, _("In quarantine") + ">", _("Balance")], cells, _("Nothing was read yet.")
    )


def _quarantine(rows: list[Row]) -> Component:
    """Return the records that cannot be used, with the row and the reason."""
    heading = _("Quarantine")
    if not rows:
        return paper(heading, empty(_("Every record can be used.")))
    for row in rows:
        row["where"] = f"{row['source_file']}:{row['source_row']}"
        row["why"] = _(row["reason"].replace("_", " "))
    shown = [
        column("entity", _("Becomes"), maxWidth=130),
        column("source_id", _("Key"), maxWidth=140),
        column("where", _("File and row")),
        column("why", _("Reason")),
        *([column("found", _("Found"))] if "found" in rows[0] else []),
        column("advice", _("What to do"), minWidth=260),
        *([column("record", _("Record"), minWidth=260)] if "record" in rows[0] else []),
    ]
    csv = download(_("Download CSV"), "/files/quarantine.csv")
    return paper(heading, grid("quarantine", shown, rows), right=csv)
