"""The names and constants of a formula: columns of the event, dimensions, numbers, texts."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Literal

from sqlglot import exp

from perfos.company.language import FormulaError, position

Kind = Literal["number", "text", "date", "condition", "nothing"]

_KINDS: dict[str, Kind] = {
    "text": "text",
    "date": "date",
    "timestamp": "date",
    "decimal": "number",
    "rate": "number",
    "integer": "number",
    "boolean": "condition",
}


def leaf_kind(node: exp.Expr, columns: Mapping[str, str]) -> Kind | None:
    """Return the kind of a node that holds no other expression, else None."""
    if isinstance(node, exp.Literal):
        return "text" if node.is_string else _number(node)
    if isinstance(node, exp.Column):
        return _column(node, columns)
    if isinstance(node, exp.Bracket):
        return _dimension(node)
    if isinstance(node, exp.Boolean | exp.Null):
        return "condition" if isinstance(node, exp.Boolean) else "nothing"
    return None


def _number(node: exp.Literal) -> Kind:
    whole, _, fraction = node.name.partition(".")
    if not (whole + fraction).isdecimal() or len(whole) > 18 or len(fraction) > 10:
        raise FormulaError(
            position(node),
            f"write {node.name} with at most 18 digits before and 10 after the point",
        )
    return "number"


def _column(node: exp.Column, columns: Mapping[str, str]) -> Kind:
    name = node.name.lower()
    if name == "dims":
        raise FormulaError(position(node), "write dims['name'] for a dimension")
    if name in columns:
        return _KINDS[columns[name]]
    close = get_close_matches(name, columns, n=1, cutoff=0.8)
    if close:
        # Read as a dimension, a misspelt column would be empty and quietly pay nothing.
        raise FormulaError(
            position(node), f"did you mean {close[0]}? If {name} is a dimension: dims['{name}']"
        )
    return "text"


def _dimension(node: exp.Bracket) -> Kind:
    inside, names = node.this, node.expressions
    is_dims = isinstance(inside, exp.Column) and inside.name == "dims"
    if not is_dims or len(names) != 1 or not getattr(names[0], "is_string", False):
        raise FormulaError(position(node), "only dims['name'] may have brackets")
    return "text"
