"""Whom a manager should talk to, and about which deals."""

from dash import html
from dash.development.base_component import Component

from semantic.dashboards.figures import finance
from semantic.dashboards.figures.team import Member
from semantic.dashboards.grids import amounts, column, grid
from semantic.dashboards.parts import Children, empty, link, paper, table
from semantic.dashboards.words import NOTHING, TIMES, _, money, number, percent
from semantic.result import Row


def coaching(behind: list[Member]) -> Component:
    """Return who is at less than half of where the calendar is."""
    rows: list[list[Children]] = [
        [
            link(one.name, f"/people/{one.payee_id}"),
            percent(one.share),
            percent(one.elapsed),
            number(one.missing) if one.unit == "units" else money(one.missing, one.unit, True),
            NOTHING if one.coverage is None else number(one.coverage, 1) + TIMES,
            _("more open deals are needed")
            if one.coverage is not None and one.coverage < 1
            else _("open deals have to be won"),
        ]
        for one in behind
    ]
    heads = [_("Name"), _("Attainment") + ">", _("Time gone") + ">", _("Missing") + ">"]
    heads += [_("Coverage") + ">", _("What would help")]
    return paper(_("Coaching"), table(heads, rows, _("Everybody is on the way.")))


def deals(rows: list[Row]) -> Component:
    """Return the deals that have not moved."""
    heading = _("Stale deals")
    if not rows:
        return paper(heading, empty(_("No deal is stale.")))
    shown = [
        column("name", _("Deal")),
        column("owner", _("Owner")),
        column("customer", _("Customer")),
        column("stage", _("Stage")),
        column("days", _("Days open"), type="rightAligned", maxWidth=120),
        column("closed_on", _("Should close"), maxWidth=140),
        amounts("open_amount", _("Amount"), finance.currency()),
    ]
    return html.Div(paper(heading, grid("stale-deals", shown, rows, 360)))
