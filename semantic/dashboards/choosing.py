"""What a page was asked for, in its address: a page that appears must not ask for itself again."""

from urllib.parse import urlencode

from dash import dcc, no_update


def shown(**chosen: str) -> dcc.Store:
    """Return where a page keeps what it shows."""
    return dcc.Store(id="shown", data=chosen)


def address(now: dict[str, str], **chosen: str | None) -> object:
    """Return the address of what was chosen; nothing if the page shows it already."""
    wanted = {name: value or "" for name, value in chosen.items()}
    if wanted == now:
        return no_update
    return "?" + urlencode({name: value for name, value in wanted.items() if value})
