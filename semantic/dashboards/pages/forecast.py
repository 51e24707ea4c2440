"""What will be won in this quarter and the next: by method and category, with risks and scores."""

from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from semantic.dashboards.choosing import month_choice, shown
from semantic.dashboards.figures import finance
from semantic.dashboards.figures import forecast as figures
from semantic.dashboards.pages.revops_parts import PATH
from semantic.dashboards.parts import Children, columns, figure, link, message, paper, table, title
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.words import NOTHING, _, day, money, percent
from semantic.result import Row

NONE = "Forecasts come with the rule package sales_forecast."
METHODS = {
    "blend": "Blend",
    "bottom_up": "Bottom up",
    "top_down": "Top down",
    "weighted": "By stage, learned",
    "weighted_fixed": "By stage, fixed",
    "statistical": "Statistical",
}
CATEGORIES = {
    "commit": "Commit",
    "best_case": "Best case",
    "pipeline": "Pipeline",
    "upside": "Upside",
}
RISKS = {
    "no_date": "no date",
    "overdue": "overdue",
    "no_amount": "no amount",
    "pushed_again": "pushed again",
    "quiet": "quiet",
}
HORIZONS = range(1, 7)


def page(parameters: dict[str, str]) -> Component:
    """Return the version of the month that an address names; the last one if none is named."""
    known = figures.versions()
    way = html.Nav(link(_("Revenue operations"), PATH), className="trail")
    if not known:
        return html.Div([way, message(_("No forecasts yet"), _(NONE))], className="stack")
    period = parameters.get("month", "")
    period = period if period in known else next(iter(known))
    version, code = known[period], finance.currency()
    rows = figures.by_method(version)
    quarters = {str(row["quarter"]): str(row["first_month"]) for row in rows}
    return html.Div(
        [
            shown(month=period),
            way,
            title(
                _("Forecast"),
                month_choice("revops-month", _("Month"), list(known), period),
                hint=_("As it was known on {day}", day=version),
            ),
            _heads(rows, quarters, code),
            *(paper(quarter, _methods(rows, quarter, code)) for quarter in quarters),
            columns(
                paper(_("Open deals by category"), _categories(version, code)),
                paper(_("How exact methods were"), _errors()),
            ),
            paper(_("Deals at risk"), _risks(version, code)),
        ],
        className="stack",
    )


def _heads(rows: list[Row], quarters: dict[str, str], code: str) -> Component:
    """Return the blend of each quarter; of the first one also the target and what is missing."""
    blend = {row["quarter"]: Decimal(row["amount"]) for row in rows if row["method"] == "blend"}
    found = [
        figure(quarter, money(blend.get(quarter), code, is_whole=True), key=f"blend-{number}")
        for number, quarter in enumerate(quarters)
    ]
    first = next(iter(quarters))
    target = figures.target(quarters[first])
    if target and first in blend:
        gap = blend[first] - Decimal(target)
        found.append(figure(_("Target"), money(Decimal(target), code, is_whole=True), first))
        found.append(figure(_("Gap"), money(gap, code, is_whole=True), first, key="gap"))
    return cards(*found)


def _methods(rows: list[Row], quarter: str, code: str) -> Component:
    cells: list[list[Children]] = [
        [
            _(METHODS[str(row["method"])]),
            *(money(row[name], code, is_whole=True) for name in figures.AMOUNTS),
        ]
        for row in rows
        if row["quarter"] == quarter
    ]
    heads = [_("Method"), f"{_('Won so far')}>", f"{_('Of open deals')}>"]
    return table([*heads, f"{_('Of deals to come')}>", f"{_('Forecast')}>"], cells, _("None."))


def _categories(version: str, code: str) -> Component:
    cells: list[list[Children]] = [
        [
            row["quarter"] or _("later, or without a date"),
            _(CATEGORIES[str(row["category"])]),
            str(row["count"]),
            money(row["amount"], code, is_whole=True),
        ]
        for row in figures.by_category(version)
    ]
    heads = [_("Quarter"), _("Category"), f"{_('Deals')}>", f"{_('Amount')}>"]
    return table(heads, cells, _("None."))


def _errors() -> Component:
    """Return the error of each method by months to the end of the quarter."""
    cells: list[list[Children]] = [
        [_(METHODS[method]), *(_error(by_horizon.get(months)) for months in HORIZONS)]
        for method, by_horizon in figures.errors().items()
    ]
    heads = [_("Months to the end"), *(f"{months}>" for months in HORIZONS)]
    return table(heads, cells, _("No quarter is over yet."))


def _error(row: Row | None) -> str:
    return NOTHING if row is None or row["error_share"] is None else percent(row["error_share"], 1)


def _risks(version: str, code: str) -> Component:
    cells: list[list[Children]] = [
        [
            row["deal"] or row["opportunity_id"],
            row["person"] or NOTHING,
            row["quarter"],
            _(CATEGORIES[str(row["category"])]),
            day(row["closed_on"]),
            ", ".join(_(RISKS[risk]) for risk in str(row["risk"]).split(", ")),
            money(row["amount"], code, is_whole=True),
        ]
        for row in figures.at_risk(version)
    ]
    heads = [_("Deal"), _("Person"), _("Quarter"), _("Category"), _("To be closed on")]
    return table([*heads, _("Risks"), f"{_('Amount')}>"], cells, _("None."))
