"""Whether a condition can be true of any event at all."""

from collections.abc import Iterable

from sqlglot import exp
from sqlglot.optimizer.simplify import simplify

from perfos.company.formula import LANGUAGE
from perfos.company.language import FormulaError


def is_never(condition: str, kinds: Iterable[str]) -> bool:
    """Return whether a condition is false of every event of some kinds.

    Only what follows from constants is found: `1 = 2`, or a `kind` that the component does not
    credit. Texts are compared as SQL does.

    Args:
        condition: A condition of the plan language.
        kinds: The kinds of events that the component credits.
    """
    try:
        tree = LANGUAGE.parse(condition)
    except FormulaError:
        return False
    return all(_is_false(tree.copy(), kind) for kind in kinds or ["booking"])


def _is_false(tree: exp.Expr, kind: str) -> bool:
    def known(node: exp.Expr) -> exp.Expr:
        is_kind = isinstance(node, exp.Column) and node.name.lower() == "kind"
        return exp.Literal.string(kind) if is_kind else node

    def listed(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.In) and all(
            isinstance(one, exp.Literal) for one in (node.this, *node.expressions)
        ):
            found = node.this.name in {one.name for one in node.expressions}
            return exp.true() if found else exp.false()
        return node

    result = simplify(tree.transform(known).transform(listed), dialect="duckdb")
    return isinstance(result, exp.Null) or (isinstance(result, exp.Boolean) and not result.this)
