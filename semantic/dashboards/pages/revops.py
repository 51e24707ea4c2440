"""Revenue operations: how the pipeline moves, month by month, as it was known then."""

from dash import Input, Output, State, callback, html
from dash.development.base_component import Component

from semantic.dashboards.choosing import address, month_choice, shown
from semantic.dashboards.figures import finance
from semantic.dashboards.figures import metrics as figures
from semantic.dashboards.pages.revops_parts import PATH, by_member, by_month, card, chart
from semantic.dashboards.parts import columns, link, message, paper, title
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.words import _, month

PACKAGE = "revops_metrics"
RECURRING = f"{PATH}/recurring"
FORECAST = f"{PATH}/forecast"
HEAD = ("win_rate", "sales_velocity", "pipeline_coverage", "slip_rate", "stale_share")
TREND = ("win_rate", "slip_rate", "push_rate", "stale_share")
SEGMENT = ("sales_velocity", "win_rate", "average_deal", "sales_cycle")
HYGIENE = ("open_deals", "stale_deals", "stale_share", "postponed_deals", "contradicted_deals")
NONE = "Metrics come with the rule package revops_metrics, once its stages are told."


def page(parameters: dict[str, str]) -> Component:
    """Return the month that an address names; the last one that has metrics if none is named."""
    of = figures.packages()[PACKAGE]
    known = of.months()
    way = html.Nav(
        [link(_("Recurring revenue"), RECURRING), " · ", link(_("Forecast"), FORECAST)],
        className="trail",
    )
    if not known:
        return html.Div([way, message(_("No metrics yet"), _(NONE))], className="stack")
    period = parameters.get("month", "")
    period = period if period in known else known[0]
    names = tuple(sorted({*HEAD, *TREND}))
    rows = of.by_month(list(names), period)
    code = finance.currency()
    return html.Div(
        [
            shown(month=period),
            way,
            title(
                _("Revenue operations"),
                month_choice("revops-month", _("Month"), known, period),
                hint=_("As it was known at the end of {month}", month=month(period)),
            ),
            cards(*(card(of, one, rows[-1], code, period) for one in map(of.metric, HEAD) if one)),
            columns(
                paper(_("Funnel"), by_member(of, "stage", figures.STAGE, period, code)),
                paper(_("By segment"), by_member(of, "segment", SEGMENT, period, code)),
            ),
            columns(*(chart(of, name, rows) for name in TREND[:2])),
            paper(_("By month"), by_month(of, names, rows, code)),
            paper(_("Hygiene, by owner"), by_member(of, "person", HYGIENE, period, code)),
        ],
        className="stack",
    )


@callback(
    Output("url", "search", allow_duplicate=True),
    Input("revops-month", "value"),
    State("shown", "data"),
    prevent_initial_call=True,
)
def choose_month(value: str, now: dict[str, str]) -> object:
    """Put the month that was chosen into the address, which shows it."""
    return address(now, month=value)
