"""Which page an address leads to, and which pages a person's tabs name.

The tabs are a convenience: what a page shows is decided by the semantic layer, row by row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

import dash_mantine_components as dmc
from dash.development.base_component import Component
from werkzeug.exceptions import NotFound

from semantic.dashboards.pages import (
    close,
    finance,
    forecast,
    kpis,
    ledger,
    operations,
    recurring,
    rep,
    revops,
    revops_metric,
    team,
)
from semantic.dashboards.pages.revops_parts import METRIC
from semantic.dashboards.parts import message
from semantic.dashboards.who import groups
from semantic.dashboards.words import _
from semantic.errors import QueryError, SnapshotError

Parameters = dict[str, str]


@dataclass(frozen=True)
class Tab:
    """A page that is named on top.

    Attributes:
        path: Where it is.
        title: What it is called.
        groups: Whom it is named for.
        page: Makes it.
    """

    path: str
    title: str
    groups: frozenset[str]
    page: Callable[[Parameters], Component]


TABS = (
    Tab("/me", "My pay", frozenset({"rep"}), rep.page),
    Tab("/team", "Team", frozenset({"manager", "sales_ops"}), team.page),
    Tab(
        "/operations",
        "Operations",
        frozenset({"sales_ops", "revops", "finance", "auditor"}),
        operations.page,
    ),
    Tab(
        revops.PATH,
        "Revenue operations",
        frozenset({"manager", "sales_ops", "revops", "finance", "auditor"}),
        revops.page,
    ),
    Tab(
        kpis.PATH,
        "Scorecard",
        frozenset({"sales_ops", "revops", "finance", "auditor"}),
        kpis.page,
    ),
    Tab("/close", "Close", frozenset({"sales_ops", "finance", "auditor"}), close.page),
    Tab("/finance", "Finance", frozenset({"finance", "auditor"}), finance.page),
)
BELOW = {
    ledger.PATH: ledger.page,
    revops.FORECAST: forecast.page,
    revops.RECURRING: recurring.page,
    METRIC: revops_metric.page,
}
"""Pages that a tab leads to."""


def tabs() -> list[Tab]:
    """Return the tabs of the person who is signed in."""
    mine = set(groups())
    return [tab for tab in TABS if tab.groups & mine]


def tab_links(pathname: str) -> list[dmc.Anchor]:
    """Return the links to the person's pages."""
    mine = tabs()
    here = mine[0].path if pathname == "/" and mine else pathname
    current = {"aria-current": "page"}
    return [
        dmc.Anchor(
            _(tab.title),
            href=tab.path,
            underline="never",
            **(current if here.startswith(tab.path) else {}),
        )
        for tab in mine
    ]


def page_of(pathname: str, search: str) -> Component:
    """Return the page at an address, or the words for why there is none."""
    parameters = {name: values[0] for name, values in parse_qs(search.lstrip("?")).items()}
    try:
        return _find(pathname.rstrip("/") or "/", parameters)
    except NotFound:
        return message(_("There is nothing here"), _("Or nothing that you may see."))
    except QueryError as error:
        if error.status == 403:
            return message(_("There is nothing here"), _("Or nothing that you may see."))
        return message(_("The figures cannot be read now"), str(error))
    except SnapshotError as error:
        return message(_("The figures cannot be read now"), str(error))


def _find(pathname: str, parameters: Parameters) -> Component:
    """Return the page at an address.

    Raises:
        NotFound: There is none, or none that the person may see.
    """
    if pathname == "/":
        mine = tabs()
        return mine[0].page(parameters) if mine else message(_("Nothing for you yet"), "")
    if pathname.startswith("/people/"):
        return rep.page_for(unquote(pathname.removeprefix("/people/")), parameters)
    for tab in tabs():
        if pathname in BELOW and pathname.startswith(f"{tab.path}/"):
            return BELOW[pathname](parameters)
        if pathname == tab.path:
            return tab.page(parameters)
    raise NotFound
