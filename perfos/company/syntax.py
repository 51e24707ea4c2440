"""An SQL expression as sqlglot sees it: its tokens, its tree, and where in the text they are."""

import logging
import re
from functools import lru_cache
from itertools import pairwise

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokens import Token, TokenType

# What the parser cannot read is told as an error, with its place; not as a warning, too.
logging.getLogger("sqlglot").setLevel(logging.ERROR)

# Words that may stand before a parenthesis without calling anything.
_CONNECTING = {
    *("and", "or", "not", "in", "is", "when", "then", "else", "case"),
    *("between", "like", "ilike", "as", "from"),
}


class FormulaError(ValueError):
    """An expression that is refused.

    Attributes:
        position: Where, counted in characters from 1.
        reason: What is wrong and what to write instead.
    """

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"at character {position}: {reason}")
        self.position, self.reason = position, reason


QUOTED = (TokenType.IDENTIFIER, TokenType.STRING)


def position(node: exp.Expr) -> int:
    """Return where a node begins in its text, counted from 1; 1 where nobody knows."""
    starts = [part.meta["start"] + 1 for part in node.walk() if "start" in part.meta]
    return min(starts, default=1)


def calls(tokens: list[Token]) -> list[Token]:
    """Return the tokens that call a function or name a type with arguments."""
    return [
        token
        for token, following in pairwise(tokens)
        if following.token_type == TokenType.L_PAREN
        and (token.token_type in QUOTED or re.match(r"\w", token.text))
        and token.token_type != TokenType.NUMBER
        and (token.token_type in QUOTED or token.text.lower() not in _CONNECTING)
    ]


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of an expression; FormulaError where it is not text of SQL."""
    control = re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
    if control:
        raise FormulaError(control.start() + 1, "a control character is not allowed")
    try:
        return list(DuckDB().tokenize(text))
    except TokenError as error:
        raise FormulaError(1, f"not readable: {str(error).splitlines()[0]}") from error


@lru_cache(maxsize=4096)
def _parsed(text: str) -> exp.Expr:
    try:
        trees = DuckDB().parse(text)
    except ParseError as error:
        first = error.errors[0] if error.errors else {}
        message = str(first.get("description") or error).splitlines()[0]
        raise FormulaError(max(first.get("col") or 1, 1), message) from error
    except Exception as error:
        # On text that is nobody's SQL the parser fails in ways of its own.
        raise FormulaError(1, "not readable as an expression") from error
    if len(trees) != 1 or trees[0] is None:
        raise FormulaError(1, "one expression is needed")
    return trees[0]


def tree_of(text: str) -> exp.Expr:
    """Return the tree of an expression; FormulaError where it is not one whole expression."""
    return _parsed(text).copy()


def parts_of(node: exp.Expr) -> set[str]:
    """Return which parts a node has."""
    return {
        key
        for key, value in node.args.items()
        if not (value is None or value is False or value == [])
    }


def named(node: exp.Expr) -> str:
    """Return what a node is, for people."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", type(node).__name__).lower()
    return (
        f"{'a sub-query' if words in ('select', 'subquery') else words} ({node.sql('duckdb')[:40]})"
    )
