"""One metric: what it means, version and variants, its values, and what they are made of."""

from dash import html
from dash.development.base_component import Component
from werkzeug.exceptions import NotFound

from perfos.metrics.definition import Metric
from semantic.dashboards.figures import finance
from semantic.dashboards.figures.behind import BEHIND, SHOWN
from semantic.dashboards.figures.metrics import Measured, measured
from semantic.dashboards.pages.revops_parts import PATH, chart, told
from semantic.dashboards.parts import Children, columns, link, paper, table, title
from semantic.dashboards.words import NOTHING, _, month
from semantic.result import Row

BETTER = {"up": "more is better", "down": "less is better"}
KEYS = {
    "opportunity_id": "Deal id",
    "deal": "Deal",
    "person": "Person",
    "stage": "Stage",
    "customer_id": "Customer id",
    "customer": "Customer",
    "segment": "Segment",
}
MEMBERS = ("person", "segment", "stage", "territory", "product")
"""Levels that the page tells apart."""


def page(parameters: dict[str, str]) -> Component:
    """Return the metric that an address names.

    Raises:
        NotFound: There is none of that name.
    """
    of = measured(parameters.get("name", ""))
    one, known = (of.metric(parameters["name"]), of.months()) if of else (None, [])
    if of is None or one is None or not known:
        raise NotFound
    period = parameters.get("month", "")
    period = period if period in known else known[0]
    names = [of.measure(one, variant) for variant in one.variants]
    rows = of.by_month(sorted({*names, *of.parts(one)}), period)
    code = finance.currency()
    return html.Div(
        [
            html.Nav(link(_("Revenue operations"), f"{PATH}?month={period}"), className="trail"),
            title(_(one.title), hint=_(one.description)),
            paper(_("What it means"), _facts(of, one), _variants(of, one, rows[-1], code, period)),
            columns(
                chart(of, names[0], rows),
                paper(_("What it is made of"), _parts(of, one, rows, code)),
            ),
            paper(_("By month"), _months(of, one, rows, code)),
            *(_by(of, level, one, period, code) for level in one.levels if level in MEMBERS),
            *_behind(of, one, period, code),
        ],
        className="stack",
    )


def _facts(of: Measured, one: Metric) -> Component:
    """Return version, unit, direction and source."""
    facts = {
        _("Version"): str(one.version),
        _("Unit"): _(one.unit),
        _("Direction"): _(BETTER[one.better]),
        _("Source"): f"rules/{of.package}/metrics.yml",
        _("Lineage"): f"{of.package}.{of.definitions.model}",
    }
    rows = [html.Tr([html.Th(name, scope="row"), html.Td(value)]) for name, value in facts.items()]
    return html.Table(html.Tbody(rows), className="plain")


def _variants(of: Measured, one: Metric, row: Row, code: str, period: str) -> Component:
    """Return each way to compute it, with its value in the month."""
    rows: list[list[Children]] = [
        [
            _(variant.id.replace("_", " ")),
            _(variant.follows),
            html.Code(variant.formula),
            told(of, name, row[name], code),
        ]
        for variant in one.variants
        for name in [of.measure(one, variant)]
    ]
    return table([_("Variant"), _("Definition"), _("Formula"), f"{month(period)}>"], rows, "")


def _parts(of: Measured, one: Metric, rows: list[Row], code: str) -> Component:
    """Return the sums of the month that the formulas read."""
    known = {part.name: part for part in of.definitions.parts}
    cells: list[list[Children]] = [
        [_(known[name].title), _(known[name].description), told(of, name, rows[-1][name], code)]
        for name in of.parts(one)
    ]
    return table([_("Part"), _("Definition"), _("Value") + ">"], cells, "")


def _months(of: Measured, one: Metric, rows: list[Row], code: str) -> Component:
    """Return the months with every variant."""
    names = [of.measure(one, variant) for variant in one.variants]
    cells: list[list[Children]] = [
        [month(row["period"]), *(told(of, name, row[name], code) for name in names)]
        for row in reversed(rows)
    ]
    heads = [f"{_(variant.id.replace('_', ' '))}>" for variant in one.variants]
    return table([_("Month"), *heads], cells, "")


def _by(of: Measured, level: str, one: Metric, period: str, code: str) -> Component:
    """Return the metric for each member of a level."""
    name = of.measure(one, one.variants[0])
    rows: list[list[Children]] = [
        [row[level] or NOTHING, told(of, name, row[name], code)]
        for row in of.by(level, [name], period)
    ]
    heading = _("By {level}", level=_(level))
    return paper(heading, table([_(level.capitalize()), _(one.title) + ">"], rows, _("None.")))


def _behind(of: Measured, one: Metric, period: str, code: str) -> list[Component]:
    """Return the deals or customers that the metric's parts are sums of, where there are any."""
    behind = BEHIND.get(of.package)
    parts = behind.parts(of, one) if behind else []
    if behind is None or not parts:
        return []
    rows = behind.rows(parts, period)
    cells: list[list[Children]] = [
        [
            *(row[key] or NOTHING for key in behind.keys),
            *(told(of, part, row[part], code) for part in parts),
        ]
        for row in rows
    ]
    heads = [_(KEYS[key]) for key in behind.keys]
    heads += [f"{_(of.title(part))}>" for part in parts]
    hint = (
        _("Those that add most; {count} are shown", count=len(rows)) if len(rows) == SHOWN else ""
    )
    return [
        paper(
            _("What is behind it"), html.P(hint, className="hint"), table(heads, cells, _("None."))
        )
    ]
