"""Casts: where the two round differently, and the types that only one of them has."""

from sqlglot import exp

from transform.spark.numbers import HUGE, LONG
from transform.spark.rewrite import Rewrite, call

WHOLE = (*LONG, exp.DType.UBIGINT, exp.DType.UINT)
FRACTIONS = (exp.DType.DECIMAL, exp.DType.DOUBLE, exp.DType.FLOAT)
STAND_INS = {
    exp.DType.INT128: HUGE,
    exp.DType.UBIGINT: exp.DataType.build("DECIMAL(20, 0)"),
    exp.DType.UINT: exp.DataType.build("BIGINT"),
    exp.DType.TIMESTAMP: exp.DataType.build("TIMESTAMP_NTZ", dialect="spark"),
}


def cast(node: exp.Expr) -> exp.Expr:
    """Round before a fraction becomes whole, and read JSON where JSON becomes a map."""
    source, target = node.this, node.args["to"]
    if target.is_type(exp.DType.JSON):
        text = source.copy()
        text.type = target.copy()
        return text
    if target.is_type(exp.DType.MAP) and source.is_type(exp.DType.JSON):
        return call("FROM_JSON", source, exp.Literal.string("map<string, string>"))
    if target.is_type(*WHOLE) and source.is_type(*FRACTIONS):
        source.replace(exp.Round(this=source.copy(), decimals=exp.Literal.number(0)))
    node.set("to", target.copy().transform(_stand_in))
    return node


def _stand_in(part: exp.Expr) -> exp.Expr:
    """Return the type that holds the same values."""
    stand_in = STAND_INS.get(part.this) if isinstance(part, exp.DataType) else None
    return stand_in.copy() if stand_in is not None else part


REWRITES: dict[type, Rewrite] = {exp.Cast: cast, exp.TryCast: cast}
