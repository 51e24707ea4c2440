"""Lists, structs, maps and JSON; and aggregates that pick one row's value."""

import json

from sqlglot import exp

from transform.spark.rewrite import NOUGHT, ONE, Rewrite, as_int, call, is_there


def element(node: exp.Expr) -> exp.Expr:
    """An element: null where a list has none; a text is the key of a map."""
    place = node.expressions[0]
    if node.this.is_type(exp.DType.MAP) or place.is_type(exp.DType.VARCHAR, exp.DType.TEXT):
        return node
    if isinstance(place, exp.Slice):
        return _part(node.this, place)
    return call("TRY_ELEMENT_AT", node.this, as_int(place))


def _part(values: exp.Expr, part: exp.Slice) -> exp.Expr:
    """Return the part of a list from one place to another, both included."""
    size = call("SIZE", values)
    first = as_int(part.this) if part.this else ONE
    last = as_int(part.expression) if part.expression else size
    after = exp.Paren(this=exp.Sub(this=first.copy(), expression=ONE.copy()))
    count = exp.Sub(this=last, expression=after)
    return call("SLICE", values, first, call("GREATEST", count, NOUGHT))


def length(node: exp.Expr) -> exp.Expr:
    """`len` is of a list or of a text."""
    if node.this.is_type(exp.DType.VARCHAR, exp.DType.TEXT):
        return node
    return call("SIZE", node.this)


def picked(node: exp.Expr) -> exp.Expr:
    """`arg_max` and `arg_min` pass over rows in which what they pick is null."""
    name = "MAX_BY" if isinstance(node, exp.ArgMax) else "MIN_BY"
    key = exp.Case().when(is_there(node.this), _ordered(node.expression))
    return call(name, node.this, key)


def _ordered(key: exp.Expr) -> exp.Expr:
    """Return what is ordered by: a row value is a struct, in which null comes last."""
    if not isinstance(key, exp.Tuple):
        return key
    parts = [(exp.Is(this=one.copy(), expression=exp.Null()), one) for one in key.expressions]
    return call("STRUCT", *(part for pair in parts for part in pair))


def filtered(node: exp.Expr) -> exp.Expr:
    """Over a window Spark takes no FILTER: what is filtered out is null, which is not counted."""
    aggregate, condition = node.this.copy(), node.expression.this
    if not isinstance(node.parent, exp.Window):
        return _or_null(node) if isinstance(aggregate, exp.ArrayAgg) else node
    values = aggregate.expressions if isinstance(aggregate, exp.Anonymous) else [aggregate.this]
    value = values[-1]
    kept = ONE.copy() if isinstance(value, exp.Star) else value.copy()
    value.replace(exp.Case().when(condition.copy(), kept))
    return aggregate


def listed(node: exp.Expr) -> exp.Expr:
    """`list` of no rows is null, and not empty."""
    return node if isinstance(node.parent, (exp.Filter, exp.Window)) else _or_null(node)


def _or_null(values: exp.Expr) -> exp.Expr:
    """Return a list, or null where it is empty."""
    is_filled = exp.GT(this=call("SIZE", values), expression=NOUGHT.copy())
    return exp.Case().when(is_filled, values.copy())


def any_value(node: exp.Expr) -> exp.Expr:
    """`any_value` is any that is not null."""
    return (
        call("ANY_VALUE", node.this.this, exp.true())
        if isinstance(node.this, exp.AnyValue)
        else node
    )


def parsed(node: exp.Expr) -> exp.Expr:
    """`from_json` with a structure, which Spark writes as a type."""
    structure = node.expression
    if structure.name.startswith(("[", "{")):
        structure.replace(exp.Literal.string(_type(json.loads(structure.name))))
    return node


def _type(structure: object) -> str:
    if isinstance(structure, list):
        return f"array<{_type(structure[0])}>"
    if isinstance(structure, dict):
        fields = ", ".join(f"`{name}`: {_type(kind)}" for name, kind in structure.items())
        return f"struct<{fields}>"
    return {"varchar": "string"}.get(str(structure).lower(), str(structure))


def resized(node: exp.Expr) -> exp.Expr:
    """`list_resize`: cut, or filled up with a value.

    The cast says that an element may be null: in recursion Spark asks both sides to say the same.
    """
    values, size, filling = node.expressions
    missing = exp.Sub(this=as_int(size), expression=call("SIZE", values))
    filled = call("ARRAY_REPEAT", filling, call("GREATEST", missing, NOUGHT))
    whole = call("CONCAT", call("SLICE", values, ONE, as_int(size)), filled)
    return exp.cast(whole, values.type.copy()) if values.type else whole


def reduced(node: exp.Expr) -> exp.Expr:
    """`list_reduce` with a value to begin with, which Spark wants before the function."""
    if len(node.expressions) < 3:
        raise NotImplementedError("list_reduce without a value to begin with")
    values, function, start = node.expressions
    return call("REDUCE", values, start, function)


def mapped(node: exp.Expr) -> exp.Expr:
    """A map, which Spark makes of keys and values by turns."""
    if not isinstance(node.this, exp.Struct):
        return node
    pairs = [(pair.this, pair.expression) for pair in node.this.expressions]
    return call("MAP", *(part for pair in pairs for part in pair))


def picked_with_null(name: str) -> Rewrite:
    """Return the rewrite of what picks a value, null or not: Spark's own meaning."""
    return lambda node: call(name, *node.expressions)


REWRITES: dict[type, Rewrite] = {
    exp.Bracket: element,
    exp.Length: length,
    exp.ArgMax: picked,
    exp.ArgMin: picked,
    exp.ArrayAgg: listed,
    exp.Filter: filtered,
    exp.IgnoreNulls: any_value,
    exp.FromJson: parsed,
    exp.ToMap: mapped,
}
FUNCTIONS: dict[str, Rewrite] = {
    "list_resize": resized,
    "list_reduce": reduced,
    "arg_max_null": picked_with_null("MAX_BY"),
    "arg_min_null": picked_with_null("MIN_BY"),
}
