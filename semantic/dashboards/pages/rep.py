"""The page of who earns: what is earned, held and paid, how far they are, and every line."""

from decimal import Decimal

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html
from dash.development.base_component import Component

from semantic.dashboards.choosing import address, month_choice, shown
from semantic.dashboards.figures import rep as figures
from semantic.dashboards.figures.attainment import ways
from semantic.dashboards.pages import rep_deal, rep_statement
from semantic.dashboards.pages.rep_attainment import gauges
from semantic.dashboards.parts import download, empty, figure, message, paper, title
from semantic.dashboards.parts import figures as cards
from semantic.dashboards.who import person
from semantic.dashboards.words import _, money, month
from semantic.result import Row


def page(parameters: dict[str, str]) -> Component:
    """Return the page of the person who is signed in."""
    return page_for(person(), parameters)


def page_for(payee: str, parameters: dict[str, str]) -> Component:
    """Return a payee's page; empty words where nothing may be seen or nothing is there."""
    rows = figures.balances(payee)
    if not rows:
        is_me = payee == person()
        text = _("As soon as a month is calculated, what you earn stands here.")
        return message(
            _("Nothing is posted yet") if is_me else _("There is nothing here"),
            text if is_me else _("Or nothing that you may see."),
        )
    periods = sorted({row["posting_period"] for row in rows}, reverse=True)
    period = parameters.get("month", "")
    period = period if period in periods else figures.newest(periods)
    name = rows[0]["payee"] or payee
    content = figures.statement(payee, name, period)
    return html.Div(
        [
            shown(month=period),
            title(
                name,
                month_choice("month", _("Month"), periods, period),
                hint=_("What {month} pays", month=month(period)),
            ),
            *(_cards(row, content) for row in rows if row["posting_period"] == period),
            dmc.SimpleGrid(
                [
                    gauges(ways(payee, period)),
                    rep_deal.card(payee),
                ],
                cols={"base": 1, "md": 2},
                spacing="md",
                mb="md",
            ),
            _statement(payee, period, content),
        ]
    )


def _cards(row: Row, content: figures.Content) -> Component:
    """Return earned, held and paid in one currency."""
    code = row["currency"]
    held = next(
        (
            one["closing"]
            for one in content["balances"]
            if (one["account"], one["currency"]) == ("commission_held", code)
        ),
        Decimal(0),
    )
    earned = row["earned"] + row["adjustments"]
    hint = _("of it {amount} about earlier months", amount=money(row["adjustments"], code))
    return cards(
        figure(
            _("Earned"), money(earned, code), hint if row["adjustments"] else "", f"earned-{code}"
        ),
        figure(_("Held"), money(held, code), _("until its condition comes true"), f"held-{code}"),
        figure(_("Paid"), money(row["paid_out"], code), _("with this month"), f"paid-{code}"),
    )


def _statement(payee: str, period: str, content: figures.Content) -> Component:
    """Return the statement with its files."""
    base = f"/files/statement/{payee}/{period}"
    files = dmc.Group(
        [
            download("PDF", f"{base}.pdf"),
            download("XLSX", f"{base}.xlsx"),
            html.A(_("To print or keep"), href=f"/sheet/{payee}/{period}", id="sheet"),
        ],
        gap="md",
    )
    heading = _("Statement of {month}", month=month(period))
    if not content["lines"]:
        return paper(heading, empty(_("Nothing was posted in this month.")), right=files)
    disputed = rep_statement.disputes(payee)
    return paper(heading, rep_statement.lines(content, disputed), right=files)


@callback(
    Output("url", "search"),
    Input("month", "value"),
    State("shown", "data"),
    prevent_initial_call=True,
)
def choose_month(value: str, now: dict[str, str]) -> object:
    """Put the month that was chosen into the address, which shows it."""
    return address(now, month=value)
