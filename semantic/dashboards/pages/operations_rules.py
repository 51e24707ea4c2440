"""What holds now: plans, quotas and checks; and what of it somebody should look at."""

from dash.development.base_component import Component

from semantic.dashboards.grids import column, grid
from semantic.dashboards.parts import Children, empty, link, paper, state, table
from semantic.dashboards.words import _, money, month, number, percent
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
        column("since", _("Window"), maxWidth=200),
        column("target", _("Quota"), type="rightAligned"),
        column("so_far", _("Reached"), type="rightAligned"),
        column("share", _("Attainment"), type="rightAligned", maxWidth=130),
    ]
    told = [
        {
            "who": row["payee"] or row["payee_id"],
            "plan": row["plan"],
            "component": row["component"],
            "since": f"{_(row['window'].capitalize())}, {row['window_start']:%Y-%m-%d}",
            "target": _amount(row, "quota") if row["quota"] else "",
            "so_far": _amount(row, "reached") if row["reached"] else "",
            "share": percent(row["attainment"]) if row["attainment"] is not None else "",
        }
        for row in rows
    ]
    return paper(heading, grid("quotas", shown, told))


def _amount(row: Row, name: str) -> str:
    is_units = row["unit"] == "units"
    return number(row[name]) if is_units else money(row[name], row["unit"], is_whole=True)


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
