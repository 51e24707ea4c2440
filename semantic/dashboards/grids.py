"""Tables of many rows: sorted, filtered and moved through with the keyboard."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import dash_ag_grid as dag

from semantic.dashboards.words import language

FRENCH = {
    "noRowsToShow": "Rien à montrer",
    "filterOoo": "Filtrer…",
    "contains": "Contient",
    "page": "Page",
    "to": "à",
    "of": "sur",
    "firstPage": "Première page",
    "previousPage": "Page précédente",
    "nextPage": "Page suivante",
    "lastPage": "Dernière page",
    "pageSizeSelectorLabel": "Lignes par page :",
}


def column(field: str, title: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column of texts."""
    is_wide = "maxWidth" not in more and "type" not in more
    return {"field": field, "headerName": title, "filter": is_wide, "tooltipField": field, **more}


def amounts(field: str, title: str, currency: str = "", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column of money: exact texts, which the browser writes in the reader's way."""
    code = f"'{currency}'" if currency else "params.data.currency"
    return {
        "field": field,
        "headerName": title,
        "type": "rightAligned",
        "valueFormatter": {"function": f"money(params.value, {code})"},
        "comparator": {"function": "byNumber"},
        **more,
    }


def numbers(field: str, title: str, how: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column of numbers; `how` is `whole`, in the row's `unit`, or `share`."""
    return {
        "field": field,
        "headerName": title,
        "type": "rightAligned",
        "valueFormatter": {"function": f"{how}(params.value, params.data.unit)"},
        "comparator": {"function": "byNumber"},
        **more,
    }


def grid(
    key: str, columns: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], height: int = 460
) -> dag.AgGrid:
    """Return a table; a row's `href` is where its column with the renderer `Link` leads."""
    return dag.AgGrid(
        id=key,
        columnDefs=list(columns),
        rowData=[{name: _plain(value) for name, value in row.items()} for row in rows],
        defaultColDef={"resizable": True, "sortable": True, "minWidth": 90},
        columnSize="responsiveSizeToFit",
        eventListeners={"cellKeyDown": ["openOnEnter(params)"]},
        className="ag-theme-perfos",
        dashGridOptions={
            "animateRows": False,
            "ensureDomOrder": True,
            "pagination": len(rows) > 100,
            "paginationPageSize": 100,
            "localeText": FRENCH if language() == "fr" else {},
        },
        style={"height": min(height, 54 + 42 * max(len(rows), 2))},
    )


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value as JSON can hold it without a loss."""
    if isinstance(value, datetime):
        is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M}"
    return str(value) if isinstance(value, Decimal | date) else value
