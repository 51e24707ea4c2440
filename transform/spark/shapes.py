"""Whole queries: what DuckDB says of sets, joins and windows, and Spark says in another way."""

from sqlglot import exp

from transform.spark import joins, unions, unnest, windows
from transform.spark.rewrite import Reshape

RESHAPES: tuple[tuple[type[exp.Expr], Reshape], ...] = (
    (exp.SetOperation, unions.by_position),
    (exp.Join, joins.rejoined),
    (exp.Select, unnest.unnested),
    (exp.Window, windows.inherited),
    (exp.Select, windows.qualified),
    (exp.CTE, unions.distinct_after),
)


def reshaped(query: exp.Expr) -> exp.Expr:
    """Return a query whose every part has a shape that Spark takes."""
    whole = exp.Subquery(this=query)
    for kind, reshape in RESHAPES:
        for part in list(whole.find_all(kind)):
            reshape(part)
    return whole.this
