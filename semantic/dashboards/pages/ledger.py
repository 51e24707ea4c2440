"""The ledger, from its totals down to the record in the source file."""

from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from semantic.dashboards.figures import finance as figures
from semantic.dashboards.grids import amounts, column, grid
from semantic.dashboards.pages.finance import sections
from semantic.dashboards.pages.ledger_entry import amounts_of, heads, page_of
from semantic.dashboards.parts import empty, link, paper, table, title
from semantic.dashboards.words import NOTHING, _, month
from semantic.result import Row

PATH = "/finance/ledger"
MOST = 1000
"""Entries of a month that are shown together; of more, those of one payee at a time."""


def page(parameters: dict[str, str]) -> Component:
    """Return the level of the ledger that an address names."""
    account, period = parameters.get("account", ""), parameters.get("period", "")
    entry = parameters.get("entry", "")
    code = figures.currency()
    if entry:
        body = page_of(entry, code)
    elif account and period:
        body = _month(account, period, parameters.get("payee", ""), code)
    elif account:
        body = _months(account, code)
    else:
        body = _accounts(code)
    return html.Div([sections(PATH), title(_("Ledger")), _trail(account, period, entry), body])


def _address(**parts: str) -> str:
    return f"{PATH}?{urlencode(parts)}"


def _trail(account: str, period: str, entry: str) -> html.Nav:
    """Return the way back up."""
    steps: list[Any] = [link(_("All accounts"), PATH)]
    if account:
        steps.append(link(account, _address(account=account)))
    if account and period:
        steps.append(link(month(period), _address(account=account, period=period)))
    if entry:
        steps.append(html.Span(entry[:10]))
    parts = [part for step in steps for part in (html.Span("/", className="soft"), step)][1:]
    return html.Nav(parts, className="trail", **{"aria-label": _("Where you are")})


def _accounts(code: str) -> Component:
    """Return the accounts."""
    rows = [
        [
            row["account_code"] or NOTHING,
            link(row["account_title"] or row["account"], _address(account=row["account"])),
            _(row["account_type"] or NOTHING),
            *amounts_of(row, code),
        ]
        for row in figures.accounts()
    ]
    columns = [_("Account"), _("Name"), _("Kind"), *heads()]
    return paper(_("Accounts"), table(columns, rows, _("Nothing is posted yet.")))


def _months(account: str, code: str) -> Component:
    """Return the months of an account."""
    rows = [
        [
            link(
                month(row["posting_period"]),
                _address(account=account, period=row["posting_period"]),
            ),
            str(row["count"]),
            *amounts_of(row, code),
        ]
        for row in figures.account_months(account)
    ]
    columns = [_("Month"), _("Entries") + ">", *heads()]
    return paper(account, table(columns, rows, _("Nothing is posted on this account.")))


def _month(account: str, period: str, payee: str, code: str) -> Component:
    """Return an account in a month: its payees if the entries are too many to be looked through."""
    payees = [] if payee else figures.account_payees(account, period)
    if len(payees) > 1 and sum(int(row["count"]) for row in payees) > MOST:
        return _payees(payees, account, period, code)
    return _entries(figures.entries(account, period, payee), account, period, code)


def _payees(rows: list[Row], account: str, period: str, code: str) -> Component:
    """Return the payees of an account in a month."""
    shown = [
        column("name", _("Payee"), cellRenderer="Link"),
        column("count", _("Entries"), type="rightAligned"),
        amounts("balance", _("Debit less credit"), code),
    ]
    for row in rows:
        payee = row["payee_id"] or figures.NOBODY
        row["name"] = row["payee"] or row["payee_id"] or NOTHING
        row["href"] = _address(account=account, period=period, payee=payee)
    return paper(f"{account}, {month(period)}", grid("payees", shown, rows))


def _entries(rows: list[Row], account: str, period: str, code: str) -> Component:
    """Return the entries of an account in a month."""
    if not rows:
        return empty(_("Nothing is posted on this account."))
    shown = [
        column("entry_id", _("Entry"), cellRenderer="Link", maxWidth=150),
        column("payee", _("Payee")),
        column("customer", _("Customer")),
        column("source_id", _("Source record")),
        column("kind", _("Kind"), maxWidth=130),
        column("effective_on", _("Day"), maxWidth=130),
        amounts("balance", _("Debit less credit"), code),
    ]
    for row in rows:
        row["href"] = _address(account=account, period=period, entry=row["entry_id"])
    heading = f"{account}, {month(period)}"
    return paper(heading, grid("entries", shown, rows), html.P(_(HINT), className="hint"))


HINT = "Choose an entry, or press Enter on it, to see where it comes from."
