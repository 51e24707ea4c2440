"""Finance: commission expense and accrual by month against revenue."""

from datetime import UTC, datetime
from decimal import Decimal

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html
from dash.development.base_component import Component

from semantic.dashboards.choosing import address, shown
from semantic.dashboards.figures import finance as figures
from semantic.dashboards.figures.finance import ZERO, Month
from semantic.dashboards.pages.finance_charts import charts
from semantic.dashboards.parts import empty, figure, paper, table, title
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.words import _, money, month, percent

SECTIONS = (
    ("/finance", "Expense"),
    ("/finance/ledger", "Ledger"),
)


def sections(path: str) -> html.Nav:
    """Return the links between the pages of finance."""
    links = [
        dmc.Anchor(
            _(text),
            href=href,
            underline="never",
            className="section",
            **({"aria-current": "page"} if href == path else {}),
        )
        for href, text in SECTIONS
    ]
    return html.Nav(links, className="sections", **{"aria-label": _("Finance")})


def page(parameters: dict[str, str]) -> Component:
    """Return expense, accrual, revenue and rate, by month."""
    year = parameters.get("year") or f"{datetime.now(UTC):%Y}"
    entity, plan = parameters.get("entity", ""), parameters.get("plan", "")
    entities, plans = figures.choices()
    rows = figures.months(year, entity, plan)
    code = figures.currency()
    return html.Div(
        [
            shown(year=year, entity=entity, plan=plan),
            sections("/finance"),
            title(_("Commission expense"), *_filters(year, entity, plan, entities, plans)),
            _cards(rows, code),
            charts(rows, code) if rows else empty(_("Nothing was posted in this year.")),
            paper(_("By month"), _table(rows, code)),
        ]
    )


def _filters(
    year: str, entity: str, plan: str, entities: list[str], plans: list[str]
) -> list[Component]:
    """Return what year, legal entity and plan are chosen with."""
    now = datetime.now(UTC).year
    years = [str(one) for one in range(now - 3, now + 2)]
    made = [
        dmc.Select(id="year", label=_("Year"), value=year, data=years, allowDeselect=False, w=100)
    ]
    for key, label, value, data in (
        ("entity", _("Legal entity"), entity, entities),
        ("plan", _("Plan"), plan, plans),
    ):
        choices = [{"value": "", "label": _("All")}, *({"value": o, "label": o} for o in data)]
        made.append(
            dmc.Select(id=key, label=label, value=value, data=choices, allowDeselect=False, w=190)
        )
    return made


def _cards(rows: list[Month], code: str) -> Component:
    """Return the sums of the year."""
    expense = sum((row.expense for row in rows), ZERO)
    accrued = sum((row.accrued for row in rows), ZERO)
    invoiced = sum((row.invoiced for row in rows), ZERO)
    booked = sum((row.booked for row in rows), ZERO)
    return cards(
        figure(_("Expense"), money(expense, code), _("posted in the year"), "expense"),
        figure(_("Accrued"), money(accrued, code), _("owed and not yet paid out"), "accrued"),
        figure(_("Revenue"), money(invoiced, code), _("invoiced, less credit notes"), "revenue"),
        figure(
            _("Commission rate"),
            percent(_share(expense, invoiced), 2),
            _("of revenue; {rate} of bookings", rate=percent(_share(expense, booked), 2)),
            "commission-rate",
        ),
    )


def _table(rows: list[Month], code: str) -> Component:
    """Return the months with their figures."""
    heads = ["Month", "Expense>", "Accrued>", "Revenue>", "Bookings>", "Commission rate>"]
    cells = [
        [
            month(row.period),
            *(money(one, code) for one in (row.expense, row.accrued, row.invoiced, row.booked)),
            percent(row.rate, 2),
        ]
        for row in rows
    ]
    marked = [_(head.removesuffix(">")) + (">" if head.endswith(">") else "") for head in heads]
    return table(marked, cells, _("Nothing was posted in this year."))


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole if whole else None


@callback(
    Output("url", "search", allow_duplicate=True),
    Input("year", "value"),
    Input("entity", "value"),
    Input("plan", "value"),
    State("shown", "data"),
    prevent_initial_call=True,
)
def choose(year: str, entity: str, plan: str, now: dict[str, str]) -> object:
    """Put what was chosen into the address, which shows it."""
    return address(now, year=year, entity=entity, plan=plan)
