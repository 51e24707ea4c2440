"""Asking a snapshot."""

from typing import TYPE_CHECKING, Any

from semantic.manifest import literal

if TYPE_CHECKING:
    import duckdb


def ask(
    snapshot: "duckdb.DuckDBPyConnection", query: str, **values: str | None
) -> list[dict[str, Any]]:
    """Return the rows of a query by the names of their columns.

    Args:
        snapshot: The snapshot.
        query: SQL; it gets a value by `getvariable('name')`.
        values: The values, as texts. They are no parameters of DuckDB's, because the first of
            those imports pandas, which takes longer than any query here.
    """
    for name, value in values.items():
        snapshot.execute(f"set variable {name} = {'null' if value is None else literal(value)}")
    result = snapshot.execute(query)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
