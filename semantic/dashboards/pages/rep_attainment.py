"""How far somebody is: a gauge for each window, and what it takes to reach the next tier."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from semantic.dashboards.figures.attainment import Way
from semantic.dashboards.parts import empty, paper
from semantic.dashboards.words import _, money, month, number, percent, rate

FULL = 100


def gauges(ways: list[Way]) -> Component:
    """Return the gauges of all windows that are running."""
    heading = _("Attainment")
    if not ways:
        return paper(heading, empty(_("No quota and no tier holds in this month.")))
    return paper(heading, *map(_gauge, ways))


def _gauge(way: Way) -> Component:
    """Return one gauge with its words."""
    told = percent(way.share) if way.quota else amount(way, way.reached)
    picture = dmc.SemiCircleProgress(
        value=min(float(way.share) * FULL, FULL),
        size=180,
        thickness=14,
        filledSegmentColor="var(--mantine-primary-color-filled)",
        label=html.Span(told, className="figure small", id="attainment"),
        labelPosition="bottom",
        attributes={"root": {"role": "img", "aria-label": f"{way.component}: {told}"}},
    )
    words = [html.B(way.component), html.P(window(way), className="hint")]
    if way.quota:
        of = _(
            "{reached} of {quota}", reached=amount(way, way.reached), quota=amount(way, way.quota)
        )
        words.append(html.P(of, className="numbers", style={"margin": "6px 0 0"}))
    words.append(html.P(_next(way), id="next-tier", style={"margin": "6px 0 0"}))
    return dmc.Group([picture, html.Div(words, style={"flex": 1, "minWidth": 190})], mb="sm")


def _next(way: Way) -> str:
    """Return what it takes to reach the next tier."""
    if way.missing is None or way.next_rate is None:
        return _("The highest rate is reached: {rate}.", rate=rate(way.rate)) if way.rate else ""
    return _(
        "{amount} more, and every further sale earns {rate}.",
        amount=amount(way, way.missing),
        rate=rate(way.next_rate),
    )


def amount(way: Way, value: object) -> str:
    """Return an amount in the unit of a quota."""
    is_money = way.unit != "units"
    return money(value, way.unit, is_whole=True) if is_money else number(value)  # type: ignore[arg-type]


def window(way: Way) -> str:
    """Return a window in words."""
    if way.window == "month":
        return month(f"{way.start:%Y-%m}")
    if way.window == "year":
        return str(way.start.year)
    return _(
        "{window} from {month}",
        window=_(way.window.capitalize()),
        month=month(f"{way.start:%Y-%m}"),
    )
