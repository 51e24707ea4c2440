"""What waits for a manager: statements to approve, disputes to answer."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from semantic.dashboards.doing import button, may, steps
from semantic.dashboards.figures import months
from semantic.dashboards.figures import team as figures
from semantic.dashboards.parts import Children, link, paper, state, table
from semantic.dashboards.who import person
from semantic.dashboards.words import NOTHING, _, day, money, month


def statements(period: str, what: str) -> Component:
    """Return the statements of a month, with the way to approve them while it is submitted."""
    approved = months.approved_payees(period)
    is_all = what in months.CLOSED | {"approved"}
    rows: list[list[Children]] = []
    for row in figures.statements(period):
        payee, code = row["payee_id"], row["currency"]
        done = is_all or payee in approved
        can = what == "submitted" and not done and payee != person() and may("approve")
        rows.append(
            [
                link(row["payee"] or payee, f"/people/{payee}?month={period}"),
                money(row["earned"] + row["adjustments"], code),
                money(row["paid_out"], code),
                state("approved") if done else state(what),
                button("approve", period, payee) if can else "",
            ]
        )
    heads = [_("Name"), _("Earned") + ">", _("Paid") + ">", _("State"), ""]
    heading = _("Statements of {month}", month=month(period))
    right = dmc.Group(
        [state(what), *([steps(["approve"], period)] if what == "submitted" else [])], gap="xs"
    )
    return paper(heading, table(heads, rows, _("No statements in this month.")), right=right)


def disputes_of(rows: list[dict[str, object]]) -> Component:
    """Return the disputes, those that wait first."""
    ordered = sorted(rows, key=lambda row: row["state"] not in months.OPEN_DISPUTE)
    cells: list[list[Children]] = [_dispute(row) for row in ordered]
    heads = [
        _("No") + ">",
        _("Who"),
        _("Month"),
        _("State"),
        _("Question and answer"),
        _("Due"),
        "",
    ]
    return paper(_("Disputes"), table(heads, cells, _("Nobody disputes anything.")))


def _dispute(row: dict[str, object]) -> list[Children]:
    period, about = str(row["period"]), str(row["number"])
    is_open = row["state"] in months.OPEN_DISPUTE
    buttons = [button(step, period, about) for step in ("answer", "accept", "refuse")]
    answer = f"{row['answered_by']}: {row['answer']}" if row["answer"] else ""
    return [
        about,
        link(str(row["payee"] or row["payee_id"]), f"/people/{row['payee_id']}?month={period}"),
        month(period),
        state(str(row["state"])),
        html.Span(
            [str(row["reason"]), html.Span(answer, className="hint", style={"display": "block"})]
        ),
        day(row["due_at"]) if is_open else NOTHING,  # type: ignore[arg-type]
        html.Div(buttons if is_open else [], className="steps"),
    ]
