"""What a page was asked for, in its address: a page that appears must not ask for itself again."""

from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import dcc, no_update

from semantic.dashboards.words import month


def shown(**chosen: str) -> dcc.Store:
    """Return where a page keeps what it shows."""
    return dcc.Store(id="shown", data=chosen)


def address(now: dict[str, str], **chosen: str | None) -> object:
    """Return the address of what was chosen; nothing if the page shows it already."""
    wanted = {name: value or "" for name, value in chosen.items()}
    if wanted == now:
        return no_update
    return "?" + urlencode({name: value for name, value in wanted.items() if value})


def month_choice(key: str, label: str, periods: list[str], period: str) -> dmc.Select:
    """Return what a month is chosen with; `key` is its id."""
    return dmc.Select(
        id=key,
        label=label,
        value=period,
        data=[{"value": one, "label": month(one)} for one in periods],
        allowDeselect=False,
        w=190,
    )
