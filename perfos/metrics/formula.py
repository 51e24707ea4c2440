"""The formulas of metrics: parts, numbers, + - * / and two functions, written for whoever computes.

DuckDB divides decimals as floating point, so no operator is written as it stands: each becomes a
call of the exact one, `divided(won_deals, added(won_deals, lost_deals))`.
"""

from collections.abc import Callable
from decimal import Decimal

from sqlglot import exp

from perfos.company.language import FormulaError, Language, position

LANGUAGE = Language(["a + b - c * d / e", "(a)", "a * 1 + 1.5", "abs(a)", "positive(a)"])
DIGITS = 10
CALLS: dict[type[exp.Expr], str] = {
    exp.Add: "added",
    exp.Sub: "less",
    exp.Mul: "times",
    exp.Div: "divided",
    exp.Abs: "absolute",
}


def parts_of(text: str) -> set[str]:
    """Return the names of the parts that a formula reads.

    Raises:
        FormulaError: The text is no formula.
    """
    tree = LANGUAGE.parse(text)
    _written(tree, str)
    return {column.name for column in tree.find_all(exp.Column)}


def is_sum(text: str) -> bool:
    """Whether a formula only adds and subtracts parts: then its values add up as they do."""
    allowed = (exp.Add, exp.Sub, exp.Paren, exp.Column, exp.Identifier)
    return all(isinstance(node, allowed) for node in LANGUAGE.parse(text).walk())


def written(text: str, leaf: Callable[[str], str]) -> str:
    """Return a formula as nested calls on whole numbers of which 10 digits stand behind the point.

    Args:
        text: The formula.
        leaf: Writes the name of a part, or such a whole number.

    Raises:
        FormulaError: The text is no formula.
    """
    return _written(LANGUAGE.parse(text), leaf)


def _written(node: exp.Expr, leaf: Callable[[str], str]) -> str:
    if isinstance(node, exp.Paren):
        return _written(node.this, leaf)
    if isinstance(node, exp.Column):
        return leaf(node.name)
    if isinstance(node, exp.Literal):
        return leaf(f"cast({Decimal(node.name).scaleb(DIGITS):.0f} as hugeint)")
    if isinstance(node, exp.Binary):
        sides = f"{_written(node.left, leaf)}, {_written(node.right, leaf)}"
        return f"{CALLS[type(node)]}({sides})"
    if isinstance(node, exp.Abs):
        return f"{CALLS[exp.Abs]}({_written(node.this, leaf)})"
    if isinstance(node, exp.Anonymous) and len(node.expressions) == 1:
        return f"{node.name.lower()}({_written(node.expressions[0], leaf)})"
    raise FormulaError(position(node), "a function takes one value")
