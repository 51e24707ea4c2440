"""What the pages of metrics share: a value in its unit, a card, tables, a picture of its months."""

from decimal import Decimal

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from perfos.metrics.definition import Metric
from semantic.dashboards.figures.metrics import Measured
from semantic.dashboards.parts import Children, figure, link, paper, table
from semantic.dashboards.words import NOTHING, _, money, month, number, percent
from semantic.result import Row

PATH = "/revops"
METRIC = f"{PATH}/metric"
DIGITS = {"count": 0, "number": 0, "days": 1, "months": 1, "years": 1, "ratio": 2}


def told(of: Measured, name: str, value: Decimal | int | None, code: str) -> str:
    """Return the value of a measure in its unit."""
    return NOTHING if value is None else in_unit(Decimal(value), of.unit(name), code)


def in_unit(value: Decimal, unit: str, code: str) -> str:
    """Return a value in its unit; one that nobody knows has at most two digits."""
    if unit == "share":
        return percent(value, 1)
    if unit in ("money", "money per day"):
        return money(value, code, is_whole=True)
    return number(value, DIGITS.get(unit, 2 if value % 1 else 0))


def chart(of: Measured, name: str, rows: list[Row]) -> Component:
    """Return a metric by month as a line; a table beside it holds the same figures."""
    text = _(of.title(name))
    data = [
        {"month": row["period"], "value": None if row[name] is None else float(row[name])}
        for row in rows
    ]
    line = dmc.LineChart(
        h=220,
        data=data,
        dataKey="month",
        series=[{"name": "value", "label": text, "color": "brand.6"}],
        valueFormatter={"function": "share" if of.unit(name) == "share" else "whole"},
        curveType="linear",
        connectNulls=False,
    )
    about = _("{name} by month; the table below holds the figures", name=text)
    return paper(text, html.Div(line, role="img", **{"aria-label": about}))


def card(of: Measured, one: Metric, row: Row, code: str, period: str) -> Component:
    """Return a metric of the month, with the way to what it means."""
    name, measure = link(_(one.title), f"{METRIC}?name={one.id}&month={period}"), one.variants[0]
    value = told(of, of.measure(one, measure), row[of.measure(one, measure)], code)
    return figure(name, value, _(one.description), one.id)


def by_member(of: Measured, key: str, names: tuple[str, ...], period: str, code: str) -> Component:
    """Return measures of a month, a line for each member of a dimension."""
    rows: list[list[Children]] = [
        [row[key] or NOTHING, *(told(of, name, row[name], code) for name in names)]
        for row in of.by(key, list(names), period)
    ]
    heads = [_(key.capitalize()), *(f"{_(of.title(name))}>" for name in names)]
    return table(heads, rows, _("Nothing in this month."))


def by_month(of: Measured, names: tuple[str, ...], rows: list[Row], code: str) -> Component:
    """Return measures of some months, the newest first."""
    cells: list[list[Children]] = [
        [month(row["period"]), *(told(of, name, row[name], code) for name in names)]
        for row in reversed(rows)
    ]
    return table([_("Month"), *(f"{_(of.title(name))}>" for name in names)], cells, "")
