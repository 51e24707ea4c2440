"""What holds now: plans, quotas and checks; and what of it somebody should look at."""

from dash.development.base_component import Component

from semantic.dashboards.grids import column, grid, numbers
from semantic.dashboards.parts import Children, empty, link, paper, state, table
from semantic.dashboards.words import _, money, month, number
from semantic.result import Row


def quotas(rows: list[Row]) -> Component:
    """Return plans and quotas in force."""
    heading = _("Plans and quotas in force")
    if not rows:
        return paper(heading, empty(_("No plan measures anybody now.")))
    shown = [
        column("who", _("Name")),
        column("plan", _("Plan")),
        column("component", _("Component")),
        column("since", _("Window"), minWidth=190),
        numbers("quota", _("Quota"), "whole"),
        numbers("reached", _("Reached"), "whole"),
        numbers("attainment", _("Attainment"), "share", maxWidth=130),
    ]
    windows = {window: _(window.capitalize()) for window in {row["window"] for row in rows}}
    told = [
        {
            "who": row["payee"] or row["payee_id"],
            "plan": row["plan"],
            "component": row["component"],
            "since": f"{windows[row['window']]}, {row['window_start']:%Y-%m-%d}",
            **{name: row[name] for name in ("unit", "quota", "reached", "attainment")},
        }
        for row in rows
    ]
    return paper(heading, grid("quotas", shown, told))


def checked(rows: list[Row]) -> Component:
    """Return what was checked, and what was found."""
    heading = _("Checks")
    if not rows:
        return paper(heading, empty(_("Nothing was checked yet.")))
    shown = [
        column("relation", _("Table")),
        column("name", _("Check"), minWidth=300),
        column("outcome", _("Outcome"), maxWidth=150),
        column("rows", _("Rows found"), type="rightAligned", maxWidth=130),
        *([column("message", _("Found"))] if "message" in rows[0] else []),
    ]
    told = [
        {
            "relation": row["relation"],
            "name": row["check_name"].replace("_", " "),
            "outcome": _("passed" if row["passed"] else "failed"),
            "rows": number(row["failing_rows"]),
            "message": row.get("message") or "",
        }
        for row in rows
    ]
    return paper(heading, grid("checks", shown, told))


def exceptions(found: list[tuple[str, Row]]) -> Component:
    """Return what somebody should look at."""
    rows: list[list[Children]] = [_exception(kind, row) for kind, row in found]
    heads = [_("What"), _("Who or where"), _("Details")]
    return paper(_("Exceptions"), table(heads, rows, _("Nothing is out of the ordinary.")))


def _exception(kind: str, row: Row) -> list[Children]:
    if kind == "unbalanced":
        where = f"{row['source_system']}.{row['source_table']}"
        return [state("failed"), where, _("rows in are not rows out")]
    name = row["payee"] or row["payee_id"]
    if kind == "missing quota":
        return [
            state("missing"),
            name,
            _("{plan}: no quota {name}", plan=row["plan"], name=row["quota_name"]),
        ]
    period = row["posting_period"]
    amount = money(row["net_earned"], row["currency"])
    told = _("{month}: {amount}", month=month(period), amount=amount)
    return [
        _("earned less than nothing"),
        link(name, f"/people/{row['payee_id']}?month={period}"),
        told,
    ]
