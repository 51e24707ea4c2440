"""The pictures of the page of finance; the table below them holds the same figures."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from semantic.dashboards.figures.finance import Month
from semantic.dashboards.parts import columns, paper
from semantic.dashboards.words import NOTHING, _

COLORS = ["brand.6", "teal.6", "orange.5", "grape.5", "cyan.6", "gray.5"]


def charts(rows: list[Month], code: str) -> Component:
    """Return expense by plan and the rate, month by month; the table holds the same figures."""
    plans = sorted({plan for row in rows for plan, value in row.plans.items() if value})
    data = [
        {"month": row.period[5:], **{plan or NOTHING: float(row.plans[plan]) for plan in plans}}
        for row in rows
    ]
    series = [
        {"name": plan or NOTHING, "color": COLORS[i % len(COLORS)]} for i, plan in enumerate(plans)
    ]
    rates = [{"month": row.period[5:], "rate": float(row.rate or 0)} for row in rows]
    expense = dmc.BarChart(
        h=240,
        data=data,
        dataKey="month",
        series=series,
        type="stacked",
        withLegend=True,
        valueFormatter={"function": "whole"},
        yAxisProps={"width": 70},
    )
    rate = dmc.LineChart(
        h=240,
        data=rates,
        dataKey="month",
        series=[{"name": "rate", "label": _("Commission rate"), "color": "brand.6"}],
        valueFormatter={"function": "share"},
        curveType="linear",
    )
    return columns(
        paper(_("Expense by plan, {currency}", currency=code), _picture(expense, _("Expense"))),
        paper(_("Commission rate, of revenue"), _picture(rate, _("Commission rate"))),
    )


def _picture(chart: Component, name: str) -> html.Div:
    text = _("{name} by month; the table below holds the figures", name=name)
    return html.Div(chart, role="img", **{"aria-label": text})
