"""What kind of value a formula gives: numbers add up, texts compare with texts."""

import re
from collections.abc import Mapping
from datetime import date

from sqlglot import exp

from perfos.company.formula_names import Kind, leaf_kind
from perfos.company.language import FormulaError, position

_COMPARING = (
    *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE),
    *(exp.Is, exp.In, exp.Between),
)
_CHOOSING = (exp.Coalesce, exp.Least, exp.Greatest, exp.Nullif, exp.Paren)
_DIGITS = {str(digits) for digits in range(11)}
WORDS = {"number": "a number", "text": "text", "date": "a date", "condition": "a condition"}


# What a node needs inside, and what it gives.
_UNIFORM: dict[type[exp.Expr], tuple[Kind, Kind]] = {
    **dict.fromkeys((exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg), ("number", "number")),
    **dict.fromkeys((exp.Abs, exp.Round, exp.Floor, exp.Ceil), ("number", "number")),
    **dict.fromkeys((exp.And, exp.Or, exp.Not), ("condition", "condition")),
    **dict.fromkeys((exp.Lower, exp.Upper, exp.Trim), ("text", "text")),
    **dict.fromkeys((exp.StartsWith, exp.EndsWith, exp.Contains), ("text", "condition")),
    **dict.fromkeys((exp.Year, exp.Quarter, exp.Month, exp.Day), ("date", "number")),
    exp.Length: ("text", "number"),
}


def kind_of(node: exp.Expr, columns: Mapping[str, str]) -> Kind:
    """Return what a node gives.

    Raises:
        FormulaError: Something inside does not fit together.
    """
    if isinstance(node, exp.Case):
        return _case(node, columns)
    if isinstance(node, exp.If):
        return _if(node, columns)
    leaf = leaf_kind(node, columns)
    if leaf:
        return leaf
    values = list(node.iter_expressions())
    inside = [kind_of(value, columns) for value in values]
    if type(node) in _UNIFORM:
        return _all(node, inside, *_UNIFORM[type(node)])
    if isinstance(node, exp.Anonymous | exp.Date):
        return _converted(node, inside)
    if isinstance(node, _COMPARING) and any(isinstance(value, _COMPARING) for value in values):
        raise FormulaError(position(node), "put parentheses around the inner comparison")
    if isinstance(node, exp.Is) and not isinstance(node.expression, exp.Null):
        raise FormulaError(position(node), "is null, or is not null: for all else write =")
    kind = _same(node, inside, values)
    return kind if isinstance(node, _CHOOSING) else "condition"


def _all(node: exp.Expr, inside: list[Kind], needed: Kind, gives: Kind) -> Kind:
    """Refuse a node unless everything inside is of one kind."""
    digits = node.args.get("decimals")
    if digits and not (isinstance(digits, exp.Literal) and digits.name in _DIGITS):
        raise FormulaError(position(node), "round to a fixed number of digits, 0 to 10")
    for child, kind in zip(node.iter_expressions(), inside, strict=True):
        if kind not in (needed, "nothing"):
            hint = ""
            if needed == "number" and kind == "text":
                hint = f": write number({child.sql('duckdb')}) if it holds a number"
            if needed == "date" and kind == "text":
                hint = f": write date({child.sql('duckdb')}) if it holds a date"
            raise FormulaError(
                position(child), f"this is {WORDS[kind]}, {WORDS[needed]} is needed{hint}"
            )
    return gives


def _same(node: exp.Expr, inside: list[Kind], values: list[exp.Expr]) -> Kind:
    """Refuse a node that compares or chooses between values of different kinds."""
    days = [value for value in values if "date" in inside and _is_day(value)]
    kinds = {
        kind
        for value, kind in zip(values, inside, strict=True)
        if kind != "nothing" and not any(value is day for day in days)
    }
    for day in days:
        # Beside a date, a day is one, too: what is chosen between them is then always a date.
        day.replace(exp.cast(day.copy(), "date"))
    if len(kinds) > 1:
        words = " with ".join(WORDS[kind] for kind in sorted(kinds))
        hint = "; write number(...) around the text" if kinds == {"number", "text"} else ""
        hint = "; write the date as 'YYYY-MM-DD'" if kinds == {"date", "text"} else hint
        raise FormulaError(position(node), f"{words} cannot go together{hint}")
    return kinds.pop() if kinds else "nothing"


def _case(node: exp.Case, columns: Mapping[str, str]) -> Kind:
    """Check a case: its conditions, or what is compared, and that all results are of one kind."""
    branches = node.args["ifs"]
    asked = [branch.this for branch in branches]
    if node.this:
        compared = [node.this, *asked]
        _same(node, [kind_of(value, columns) for value in compared], compared)
    else:
        for question in asked:
            if kind_of(question, columns) != "condition":
                raise FormulaError(position(question), "a condition is needed after when")
    default = node.args.get("default")
    results = [branch.args["true"] for branch in branches] + ([default] if default else [])
    return _same(node, [kind_of(value, columns) for value in results], results)


def _if(node: exp.If, columns: Mapping[str, str]) -> Kind:
    """Check an if: its condition, and that both results are of one kind."""
    if kind_of(node.this, columns) != "condition":
        raise FormulaError(position(node.this), "a condition is needed first in if(...)")
    results = [node.args[part] for part in ("true", "false") if node.args.get(part)]
    return _same(node, [kind_of(value, columns) for value in results], results)


def _converted(node: exp.Expr, inside: list[Kind]) -> Kind:
    """Check what makes a number or a date of a text, or counts the days between two dates."""
    if isinstance(node, exp.Date):
        if len(inside) != 1 or inside[0] not in ("text", "date", "nothing"):
            raise FormulaError(position(node), "date(...) takes one text")
        return "date"
    if node.name.lower() == "days_between":
        days = [
            kind in ("date", "nothing") or _is_day(value)
            for kind, value in zip(inside, node.expressions, strict=True)
        ]
        if days != [True, True]:
            raise FormulaError(position(node), "days_between(...) takes two dates")
    elif len(inside) != 1 or inside[0] not in ("text", "number", "nothing"):
        raise FormulaError(position(node), "number(...) takes one text")
    return "number"


def _is_day(node: exp.Expr) -> bool:
    try:
        is_text = node.is_string and re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.name, re.ASCII)
        return bool(is_text and date.fromisoformat(node.name))
    except ValueError:
        return False
