"""A manager's page: the team's attainment, what waits for them, pipeline, and whom to coach."""

from datetime import UTC, datetime
from decimal import Decimal

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html
from dash.development.base_component import Component

from semantic.dashboards.choosing import address, month_choice, shown
from semantic.dashboards.figures import months
from semantic.dashboards.figures import team as figures
from semantic.dashboards.figures.pipeline import stale as stale_deals
from semantic.dashboards.figures.team import Member
from semantic.dashboards.pages.team_deals import coaching, deals
from semantic.dashboards.pages.team_waiting import disputes_of, statements
from semantic.dashboards.parts import Children, figure, link, paper, table, title
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.who import person
from semantic.dashboards.words import NOTHING, TIMES, _, money, number, percent

ZERO = Decimal(0)


def page(parameters: dict[str, str]) -> Component:
    """Return the team's page."""
    states = figures.month_states()
    period = _chosen(parameters.get("month", ""), states)
    members = figures.members()
    disputes = [row for row in months.all_disputes() if row["payee_id"] != person()]
    waiting = [row for row in disputes if row["state"] in months.OPEN_DISPUTE]
    stale = stale_deals()
    return html.Div(
        [
            shown(month=period),
            title(
                _("Team"),
                month_choice("team-month", _("Statements of"), [*reversed(states)], period),
            ),
            _cards(members, waiting, stale),
            paper(_("Attainment, ranked"), _ranking(members)),
            statements(period, states.get(period, "open")),
            disputes_of(disputes),
            coaching([one for one in members if one.is_behind]),
            deals(stale),
        ],
        className="stack",
    )


def _chosen(wanted: str, states: dict[str, str]) -> str:
    """Return the month to show: one that waits for an approval before the running one."""
    if wanted in states:
        return wanted
    submitted = [period for period, what in states.items() if what == "submitted"]
    today = f"{datetime.now(UTC):%Y-%m}"
    begun = [period for period in states if period <= today]
    return (submitted or begun[-1:] or [today])[0]


def _cards(members: list[Member], waiting: list[object], stale: list[object]) -> Component:
    """Return the team in four numbers."""
    money_members = [one for one in members if one.unit != "units"]
    quota = sum((one.quota for one in money_members), ZERO)
    reached = sum((one.reached for one in money_members), ZERO)
    missing = sum((one.missing for one in money_members), ZERO)
    pipeline = sum((one.pipeline for one in money_members), ZERO)
    units = {one.unit for one in money_members}
    is_one = len(units) == 1
    code = next(iter(units), "")
    of = _(
        "{reached} of {quota}", reached=money(reached, code, True), quota=money(quota, code, True)
    )
    many = _("in several currencies: see below")
    return cards(
        figure(
            _("Attainment"),
            percent(reached / quota) if quota and is_one else NOTHING,
            of if is_one else many,
            "team-attainment",
        ),
        figure(
            _("Pipeline coverage"),
            number(pipeline / missing, 1) + TIMES if missing and is_one else NOTHING,
            _("open deals by what is missing"),
            "coverage",
        ),
        figure(_("Disputes to answer"), str(len(waiting)), "", "disputes-waiting"),
        figure(_("Stale deals"), str(len(stale)), _("open for over 60 days, or late"), "stale"),
    )


def _ranking(members: list[Member]) -> Component:
    """Return everybody with a quota, best first."""
    rows: list[list[Children]] = [
        [
            str(place),
            link(one.name, f"/people/{one.payee_id}"),
            one.manager or NOTHING,
            _amount(one.quota, one.unit),
            _amount(one.reached, one.unit),
            percent(one.share),
            dmc.Progress(
                value=min(float(one.share) * 100, 100),
                w=120,
                attributes={"section": {"aria-label": f"{one.name}: {percent(one.share)}"}},
            ),
        ]
        for place, one in enumerate(members, start=1)
    ]
    heads = [_("Place") + ">", _("Name"), _("Manager"), _("Quota") + ">", _("Reached") + ">"]
    heads += [_("Attainment") + ">", ""]
    return table(heads, rows, _("Nobody has a quota now."))


def _amount(value: Decimal, unit: str) -> str:
    return number(value) if unit == "units" else money(value, unit, is_whole=True)


@callback(
    Output("url", "search", allow_duplicate=True),
    Input("team-month", "value"),
    State("shown", "data"),
    prevent_initial_call=True,
)
def choose_month(value: str, now: dict[str, str]) -> object:
    """Put the month that was chosen into the address, which shows it."""
    return address(now, month=value)
