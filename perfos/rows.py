"""Rows of the warehouse by the names of their columns."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


def rows_of(found: "duckdb.DuckDBPyConnection") -> list[dict[str, Any]]:
    """Return all rows of a query that was executed, each by the names of its columns."""
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
