"""The KPIs of the company: what each is, how far from its target, and whether it gets there."""

from decimal import Decimal

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from semantic.dashboards.figures import finance
from semantic.dashboards.figures import kpis as figures
from semantic.dashboards.pages.revops_parts import in_unit
from semantic.dashboards.parts import Children, figure, link, message, paper, state, table, title
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.words import NOTHING, _, day
from semantic.result import Row

PATH = "/kpis"
NONE = "KPIs are written into kpis.yml of the company folder; the next run tells how they stand."
STATES = ("critical", "warning", "good", "unmeasured")
METRIC = "/revops/metric?name={name}"


def page(parameters: dict[str, str]) -> Component:
    """Return all KPIs; those of one objective where the address names it."""
    rows = figures.kpis()
    if not rows:
        return message(_("No KPIs yet"), _(NONE))
    wanted = parameters.get("objective", "")
    shown = [row for row in rows if not wanted or row["objective"] == wanted]
    history, code = figures.history(), finance.currency()
    return html.Div(
        [
            title(_("Scorecard"), hint=wanted or _("Every KPI, with the last period that counts")),
            cards(*(_count(name, shown) for name in STATES)),
            paper(_("KPIs"), _table(shown, history, code)),
        ],
        className="stack",
    )


def _count(name: str, rows: list[Row]) -> Component:
    count = sum(row["status"] == name for row in rows)
    return figure(state(name), str(count), key=f"kpis-{name}")


def _table(rows: list[Row], history: dict[str, list[Row]], code: str) -> Component:
    cells: list[list[Children]] = [
        [
            _about(row),
            state(str(row["status"])),
            _value(row, "value", code, str(row["period"] or "")),
            _way(row, history.get(str(row["kpi_id"]), [])),
            _value(row, "target", code, ""),
            _value(row, "due_target", code, day(row["due_on"]) if row["due_on"] else ""),
            _outlook(row, code),
            str(row["owner"]),
        ]
        for row in rows
    ]
    heads = [_("KPI"), _("State"), f"{_('Value')}>", _("Last periods"), f"{_('Target')}>"]
    heads += [f"{_('Next target')}>", _("Outlook"), _("Owner")]
    return table(heads, cells, _("No KPIs yet"))


def _about(row: Row) -> list[Children]:
    """Return what a KPI is; one of our metrics leads to its page."""
    name, objective = str(row["kpi"]), str(row["objective"] or "")
    head = link(name, METRIC.format(name=row["metric"])) if row["metric"] else name
    words = [_(str(row["follows"])), str(row["member"] or "")]
    about = html.Div("; ".join(filter(None, words)), className="hint")
    return [head, about, link(objective, f"{PATH}?objective={objective}") if objective else None]


def _value(row: Row, name: str, code: str, below: str) -> list[Children]:
    text = _number(row, name, code)
    return [text, html.Div(below, className="hint")] if below else [text]


def _number(row: Row, name: str, code: str) -> str:
    value = row[name]
    return NOTHING if value is None else in_unit(Decimal(value), str(row["unit"]), code)


def _way(row: Row, history: list[Row]) -> Component | str:
    """Return a KPI's last values as a line; the first and the last one are told in words."""
    if len(history) < 2:
        return NOTHING
    first, last = history[0], history[-1]
    about = _("from {first} to {last}", first=str(first["period"]), last=str(last["period"]))
    line = dmc.Sparkline(
        data=[float(one["value"]) for one in history], w=110, h=30, color="brand.6", fillOpacity=0
    )
    return html.Div(line, role="img", **{"aria-label": f"{row['kpi']}: {about}"})


def _outlook(row: Row, code: str) -> list[Children]:
    if row["will_be_met"] is None:
        return [NOTHING]
    told = _("on course") if row["will_be_met"] else _("off course")
    heading = _("heading for {value}", value=_number(row, "projected", code))
    return [told, html.Div(heading, className="hint")]
