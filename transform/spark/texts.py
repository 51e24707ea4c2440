"""Texts: what passes over null, and how often a pattern is replaced."""

from sqlglot import exp

from transform.spark.rewrite import Rewrite, call


def joined(node: exp.Expr) -> exp.Expr:
    """`concat` passes over nulls."""
    text, nothing = exp.DataType.build("STRING", dialect="spark"), exp.Literal.string("")
    parts = [
        part.copy() if part.is_string else call("COALESCE", exp.cast(part.copy(), text), nothing)
        for part in node.expressions
    ]
    return call("CONCAT", *parts)


def replaced(node: exp.Expr) -> exp.Expr:
    """`regexp_replace` replaces the first match, or with `g` all; Spark replaces all.

    The first one alone is what comes after as little as possible from the beginning.
    """
    text, pattern, by = node.this, node.expression, node.args["replacement"]
    if "\\" in by.name or "$" in by.name or not by.is_string:
        raise NotImplementedError("regexp_replace by parts of a match has no translation for Spark")
    if "g" in node.text("modifiers"):
        return call("REGEXP_REPLACE", text, pattern, by)
    begin, end = exp.Literal.string("(?s)^(.*?)(?:"), exp.Literal.string(")")
    first = call("CONCAT", begin, pattern, end)
    return call("REGEXP_REPLACE", text, first, exp.Literal.string(f"$1{by.name}"))


REWRITES: dict[type, Rewrite] = {exp.Concat: joined, exp.RegexpReplace: replaced}
