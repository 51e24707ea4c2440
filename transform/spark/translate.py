"""DuckDB's SQL said in Spark's: models are written once, and each statement is translated.

What sqlglot says in another dialect by itself is left to it. Where the same words would mean
something else to Spark, a rewrite of this package says what DuckDB means: `numbers`, `dates`,
`nested` (lists, structs, JSON), `casts`, `texts`, `tries`, and `shapes` for whole queries.
"""

from collections.abc import Callable, Mapping

import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

from transform.spark import casts, dates, nested, numbers, shapes, texts, tries


class Written(DuckDB):
    """DuckDB's dialect with places in lists as they are written: the first one is 1."""

    INDEX_OFFSET = 0


Rewrite = Callable[[exp.Expr], exp.Expr]
REWRITES: dict[type, Rewrite] = {
    **numbers.REWRITES,
    **dates.REWRITES,
    **nested.REWRITES,
    **casts.REWRITES,
    **texts.REWRITES,
    **tries.REWRITES,
}
FUNCTIONS: dict[str, Rewrite] = {**numbers.FUNCTIONS, **dates.FUNCTIONS, **nested.FUNCTIONS}
"""Functions that sqlglot has no class for, by name."""

Columns = Mapping[str, Mapping[str, Mapping[str, exp.DataType]]]
"""Types of columns by schema, table and column."""


class UntranslatableError(ValueError):
    """A statement says something that has no translation."""


def translate(sql: str, columns: Columns) -> str:
    """Return a query of DuckDB in the words of Spark.

    Args:
        sql: One query. Spark knows a table by schema and name; the file that holds it falls away.
        columns: The tables that it reads.

    Raises:
        UntranslatableError: It does not parse, reads an unknown column, or has no translation.
    """
    known: dict[str, object] = dict(columns)
    try:
        tree = sqlglot.parse_one(sql, read=Written)
        for table in tree.find_all(exp.Table):
            table.set("catalog", None)
        tree = qualify(tree, dialect="duckdb", schema=known, identify=True)
        tree = annotate_types(tree, schema=known, dialect="duckdb")
        _rewrite(tree)
        return shapes.reshaped(tree).sql(dialect="spark", pretty=True)
    except (SqlglotError, NotImplementedError) as error:
        raise UntranslatableError(f"{error}\nThe statement was:\n{sql}") from error


def tables_of(sql: str) -> set[tuple[str, str]]:
    """Return schema and name of each table that a query of DuckDB's reads.

    Raises:
        UntranslatableError: It does not parse.
    """
    try:
        tree = sqlglot.parse_one(sql, read=Written)
    except SqlglotError as error:
        raise UntranslatableError(f"{error}\nThe statement was:\n{sql}") from error
    return {(table.db, table.name) for table in tree.find_all(exp.Table) if table.db}


def _rewrite(tree: exp.Expr) -> None:
    """Rewrite every expression in place, the inner ones first."""
    for node in reversed(list(tree.walk())):
        if isinstance(node, exp.Anonymous):
            rewrite = FUNCTIONS.get(node.name.lower())
        else:
            rewrite = REWRITES.get(type(node))
        if rewrite is None:
            continue
        new = rewrite(node)
        if new is not node:
            if new.type is None:
                new.type = node.type
            node.replace(new)
