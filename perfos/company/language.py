"""A small language inside SQL, defined by examples: what they do not contain is refused.

sqlglot reads an expression; its tokens may only call functions that an example calls, and its
tree may only hold nodes, with such parts, as an example holds. Nothing is executed.
"""

from collections.abc import Iterable

from sqlglot import exp
from sqlglot.tokens import Token, TokenType

from perfos.company.problems import one_of
from perfos.company.syntax import (
    QUOTED,
    FormulaError,
    calls,
    named,
    parts_of,
    position,
    tokens_of,
    tree_of,
)

__all__ = ["FormulaError", "Language", "position"]

MAX_LENGTH = 4000
MAX_DEPTH = 40


class Language:
    """The expressions that are built from what the examples hold.

    Attributes:
        functions: Names that may be called, in lower case.
        nodes: For each kind of node the parts that it must have, and those that it may have.
    """

    def __init__(self, examples: Iterable[str]) -> None:
        self.functions: set[str] = set()
        self.nodes: dict[type[exp.Expr], tuple[set[str], set[str]]] = {}
        for example in examples:
            self.functions |= {token.text.lower() for token in calls(tokens_of(example))}
            for node in tree_of(example).walk():
                parts = parts_of(node)
                must, may = self.nodes.get(type(node), (parts, parts))
                self.nodes[type(node)] = (must & parts, may | parts)

    def parse(self, text: str) -> exp.Expr:
        """Return the tree of an expression.

        Raises:
            FormulaError: It is not one whole expression of this language.
        """
        if len(text) > MAX_LENGTH:
            raise FormulaError(MAX_LENGTH, f"longer than {MAX_LENGTH} characters")
        self._check_tokens(tokens_of(text))
        tree = tree_of(text)
        nodes = list(tree.walk())
        for node in nodes:
            if isinstance(node, exp.Column) and node.table:
                raise FormulaError(position(node), f"write {node.name} alone, without a table")
            if type(node) not in self.nodes:
                raise FormulaError(position(node), f"{named(node)} is not allowed here")
        for node in nodes:
            must, may = self.nodes[type(node)]
            if not must <= parts_of(node) <= may:
                raise FormulaError(position(node), f"{named(node)} cannot be written like this")
        return tree

    def _check_tokens(self, tokens: list[Token]) -> None:
        if not tokens:
            raise FormulaError(1, "an expression is needed")
        depth = 0
        for token in tokens:
            if token.comments:
                raise FormulaError(token.start + 1, "comments are not allowed in an expression")
            if token.token_type == TokenType.SEMICOLON:
                raise FormulaError(token.start + 1, "one expression only, without ;")
            depth += (token.text in "([{") - (token.text in ")]}")
            if depth > MAX_DEPTH:
                raise FormulaError(token.start + 1, f"nested deeper than {MAX_DEPTH} levels")
        for token in calls(tokens):
            if token.text.lower() not in self.functions or token.token_type in QUOTED:
                hint = one_of(token.text.lower(), self.functions)
                raise FormulaError(token.start + 1, f"no function {token.text} here; {hint}")
