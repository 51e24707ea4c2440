"""Recurring revenue: what is contracted for a month, what moves it, and what of it stays."""

from dash import html
from dash.development.base_component import Component

from semantic.dashboards.choosing import month_choice, shown
from semantic.dashboards.figures import finance
from semantic.dashboards.figures import metrics as figures
from semantic.dashboards.pages.revops_parts import PATH, by_member, by_month, card, chart
from semantic.dashboards.parts import columns, link, message, paper, title
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.words import _, month

HEAD = ("mrr", "arr", "nrr", "grr", "logo_churn")
BRIDGE = (
    *("opening_mrr", "new_mrr", "reactivation_mrr", "expansion_mrr", "contraction_mrr"),
    *("churn_mrr", "fx_mrr", "closing_mrr"),
)
RETENTION = ("nrr", "grr", "logo_churn", "quick_ratio")
SEGMENT = ("closing_mrr", "closing_customers", "arpa", *RETENTION)
PRODUCT = ("closing_mrr", "new_mrr", "expansion_mrr", "contraction_mrr", "churn_mrr")
NONE = "MRR comes with the rule package recurring_revenue, once there are subscriptions."


def page(parameters: dict[str, str]) -> Component:
    """Return the month that an address names; the last one that has MRR if none is named."""
    of = figures.packages()["recurring_revenue"]
    known = of.months()
    way = html.Nav(link(_("Revenue operations"), PATH), className="trail")
    if not known:
        return html.Div([way, message(_("No metrics yet"), _(NONE))], className="stack")
    period = parameters.get("month", "")
    period = period if period in known else known[0]
    rows = of.by_month(sorted({"arr", *BRIDGE, *RETENTION}), period)
    code = finance.currency()
    return html.Div(
        [
            shown(month=period),
            way,
            title(
                _("Recurring revenue"),
                month_choice("revops-month", _("Month"), known, period),
                hint=_("At the end of {month}", month=month(period)),
            ),
            cards(*(card(of, one, rows[-1], code, period) for one in map(of.metric, HEAD) if one)),
            paper(_("Movements of MRR"), by_month(of, BRIDGE, rows, code)),
            columns(*(chart(of, name, rows) for name in ("closing_mrr", "nrr"))),
            paper(_("Retention"), by_month(of, RETENTION, rows, code)),
            columns(
                paper(_("By segment"), by_member(of, "segment", SEGMENT, period, code)),
                paper(_("By product"), by_member(of, "product", PRODUCT, period, code)),
            ),
        ],
        className="stack",
    )
