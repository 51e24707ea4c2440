"""Revenue operations: how the pipeline moves, month by month, as it was known then."""

from dash import Input, Output, State, callback, html
from dash.development.base_component import Component

from perfos.metrics.definition import Metric
from semantic.dashboards.choosing import address, month_choice, shown
from semantic.dashboards.figures import finance
from semantic.dashboards.figures import metrics as figures
from semantic.dashboards.pages.revops_parts import chart, told
from semantic.dashboards.parts import Children, columns, figure, link, message, paper, table, title
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.words import NOTHING, _, month
from semantic.result import Row

PACKAGE = "revops_metrics"
PATH = "/revops"
METRIC = f"{PATH}/metric"
HEAD = ("win_rate", "sales_velocity", "pipeline_coverage", "slip_rate", "stale_share")
TREND = ("win_rate", "slip_rate", "push_rate", "stale_share")
SEGMENT = ("sales_velocity", "win_rate", "average_deal", "sales_cycle")
HYGIENE = ("open_deals", "stale_deals", "stale_share", "postponed_deals", "contradicted_deals")
NONE = "Metrics come with the rule package revops_metrics, once its stages are told."


def page(parameters: dict[str, str]) -> Component:
    """Return the month that an address names; the last one that has metrics if none is named."""
    of = figures.packages()[PACKAGE]
    known = of.months()
    if not known:
        return message(_("No metrics yet"), _(NONE))
    period = parameters.get("month", "")
    period = period if period in known else known[0]
    rows = of.by_month(sorted({*HEAD, *TREND}), period)
    code = finance.currency()
    return html.Div(
        [
            shown(month=period),
            title(
                _("Revenue operations"),
                month_choice("revops-month", _("Month"), known, period),
                hint=_("As it was known at the end of {month}", month=month(period)),
            ),
            cards(*(_card(of, one, rows[-1], code, period) for one in map(of.metric, HEAD) if one)),
            columns(
                paper(_("Funnel"), _by(of, "stage", figures.STAGE, period, code)),
                paper(_("By segment"), _by(of, "segment", SEGMENT, period, code)),
            ),
            columns(*(chart(of, name, rows) for name in TREND[:2])),
            paper(_("By month"), _months(of, rows, code)),
            paper(_("Hygiene, by owner"), _by(of, "person", HYGIENE, period, code)),
        ],
        className="stack",
    )


def _card(of: figures.Measured, one: Metric, row: Row, code: str, period: str) -> Component:
    """Return a metric of the month, with the way to what it means."""
    name = link(_(one.title), f"{METRIC}?name={one.id}&month={period}")
    return figure(name, told(of, one.id, row[one.id], code), _(one.description), one.id)


def _by(
    of: figures.Measured, key: str, names: tuple[str, ...], period: str, code: str
) -> Component:
    """Return measures of a month, a line for each member of a dimension."""
    rows: list[list[Children]] = [
        [row[key] or NOTHING, *(told(of, name, row[name], code) for name in names)]
        for row in of.by(key, list(names), period)
    ]
    heads = [_(key.capitalize()), *(f"{_(of.title(name))}>" for name in names)]
    return table(heads, rows, _("Nothing in this month."))


def _months(of: figures.Measured, rows: list[Row], code: str) -> Component:
    """Return the months that the pictures show."""
    names = sorted({*HEAD, *TREND})
    cells: list[list[Children]] = [
        [month(row["period"]), *(told(of, name, row[name], code) for name in names)]
        for row in reversed(rows)
    ]
    return table([_("Month"), *(f"{_(of.title(name))}>" for name in names)], cells, "")


@callback(
    Output("url", "search", allow_duplicate=True),
    Input("revops-month", "value"),
    State("shown", "data"),
    prevent_initial_call=True,
)
def choose_month(value: str, now: dict[str, str]) -> object:
    """Put the month that was chosen into the address, which shows it."""
    return address(now, month=value)
