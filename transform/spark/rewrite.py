"""What the rewrites are made of."""

from collections.abc import Callable
from typing import Any

from sqlglot import exp

Rewrite = Callable[[exp.Expr], exp.Expr]
"""Returns what an expression becomes: itself, or a new one; its parts are rewritten already."""

Reshape = Callable[[Any], None]
"""Changes a part of a query in place, where it is one that has to be changed."""

NOUGHT = exp.Literal.number(0)
ONE = exp.Literal.number(1)


def call(name: str, *arguments: exp.Expr) -> exp.Anonymous:
    """Return the call of a function of Spark's."""
    return exp.Anonymous(this=name, expressions=[argument.copy() for argument in arguments])


def as_int(value: exp.Expr) -> exp.Expr:
    """Return `value` as an INT, which is what Spark adds to a date and counts places with."""
    if value.is_type(exp.DType.TINYINT, exp.DType.SMALLINT, exp.DType.INT):
        return value.copy()
    return exp.Cast(this=value.copy(), to=exp.DataType.build("INT"))


def is_there(value: exp.Expr) -> exp.Not:
    """Return the condition that a value is not null."""
    return exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))
