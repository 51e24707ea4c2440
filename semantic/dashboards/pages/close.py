"""The close board: who did what with each month, when, and what blocks it."""

from dash import html
from dash.development.base_component import Component

from semantic.dashboards.doing import steps
from semantic.dashboards.figures import finance, months
from semantic.dashboards.figures.months import Board
from semantic.dashboards.parts import Children, link, paper, state, table, title
from semantic.dashboards.words import NOTHING, _, moment, money, month

PATH = "/close"


def page(parameters: dict[str, str]) -> Component:
    """Return the board, and the log of the month that an address names."""
    code = finance.currency()
    rows = months.board()
    # What is to be done comes first: the months that are not closed, oldest first.
    order = sorted(rows, key=lambda row: (row.state in months.CLOSED, row.period))
    heads = [
        _("Month"), _("State"), _("Owed") + ">", _("Statements approved") + ">",
        _("Last step"), _("What blocks it"), _("Next"),
    ]  # fmt: skip
    period = parameters.get("month", "")
    chosen = [paper(_("Log of {month}", month=month(period)), _log(period))] if period else []
    return html.Div(
        [
            title(_("Close"), hint=_("Each step is checked again by the run that takes it.")),
            *chosen,
            paper(
                _("Months"), table(heads, [_row(row, code) for row in order], _("No month yet."))
            ),
        ],
        className="stack",
    )


def _row(row: Board, code: str) -> list[Children]:
    """Return one month."""
    last = row.last
    told = f"{_(last['action'])}, {last['actor']}" if last else NOTHING
    when = html.Span(moment(last["recorded_at"]), className="hint") if last else ""
    return [
        link(month(row.period), f"{PATH}?month={row.period}"),
        state(row.state),
        money(row.owed, code),
        f"{row.approved} / {row.statements}",
        html.Span([told, html.Br(), when]),
        html.Span("; ".join(row.blockers) or NOTHING),
        steps(months.NEXT.get(row.state, []), row.period),
    ]


def _log(period: str) -> Component:
    """Return who did what with a month."""
    rows: list[list[Children]] = [
        [
            str(row["event_no"]),
            _(row["action"].replace("_", " ")),
            row["payee"] or row["subject"] or _("the month"),
            row["actor"],
            moment(row["recorded_at"]),
            row["reason"] or NOTHING,
        ]
        for row in months.period_log(period)
    ]
    heads = [_("No") + ">", _("Step"), _("About"), _("Who"), _("When (UTC)"), _("Why")]
    return table(heads, rows, _("Nothing was done with this month yet."))
