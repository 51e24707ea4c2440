"""The formulas of plans: what an event measures, and whether it counts.

A formula names the columns of the event; any other name is a dimension and reads as text. The
result is DuckDB SQL over `core.event` in which every number is an exact decimal.
"""

from collections.abc import Mapping
from typing import Literal

from sqlglot import exp, parse_one

from perfos.company.entities import EVENT_COLUMNS
from perfos.company.formula_kinds import WORDS, kind_of
from perfos.company.language import FormulaError, Language, position

_EXAMPLES = """
a + b - c * d / e | -a | (a) | 1 + 1.5 | 'text' | "a" | true | false | null
a = b and a <> c or not a < b and a <= b and a > b and a >= b
a is null and b is not null | a in (1, 2) | a not in ('x') | a between 1 and 2
case when a = 1 then 2 else 3 end | case a when 1 then 2 end
coalesce(a, b) | least(a, b) | greatest(a, b) | abs(a) | round(a) | round(a, 2) | floor(a) | ceil(a)
if(a = 1, 2, 3) | nullif(a, b) | lower(a) | upper(a) | trim(a) | length(a) | number(a) | dims['x']
starts_with(a, 'x') | ends_with(a, 'x') | contains(a, 'x')
year(a) | quarter(a) | month(a) | day(a) | date(a) | days_between(a, b)
"""

LANGUAGE = Language(
    part.strip() for line in _EXAMPLES.strip().splitlines() for part in line.split(" | ")
)

# DuckDB divides decimals as floating point; whole numbers it divides exactly. So both sides become
# whole numbers, and the quotient keeps ten digits after the point. Division by zero gives null.
_QUOTIENT = (
    "cast(cast("
    "(cast(cast({0} as decimal(28, 10)) * 10000000000 as hugeint) * 10000000000)"
    " // cast(cast({1} as decimal(28, 10)) * 10000000000 as hugeint)"
    " as decimal(28, 0)) * 0.0000000001 as decimal(28, 10))"
)

# What is no function of DuckDB, or another one there.
_WRITTEN = {
    "number": "try_cast({0} as decimal(28, 6))",
    "days_between": "(cast({1} as date) - cast({0} as date))",
}


def compile_formula(
    text: str,
    columns: Mapping[str, str] = EVENT_COLUMNS,
    kind: Literal["number", "condition"] = "number",
) -> str:
    """Return the SQL of a formula.

    Args:
        text: The formula as it stands in the plan.
        columns: Columns that it may name, with their types (keys of `entities.SQL_TYPES`).
        kind: What the formula must give.

    Returns:
        One DuckDB expression in parentheses over those columns and the map `dims`.

    Raises:
        FormulaError: The text is not a formula, with position and reason.
    """
    tree = exp.Paren(this=LANGUAGE.parse(text))
    for name in (column.this for column in tree.find_all(exp.Column)):
        if name.quoted:
            own = name.name
            hint = f"a text stands between single quotes, '{own}', and a name is dims['{own}']"
            raise FormulaError(position(name), hint)
    found = kind_of(tree, columns)
    if found not in (kind, "nothing"):
        raise FormulaError(position(tree), f"this is {WORDS[found]}, {WORDS[kind]} is needed")
    # Breadth first, backwards: what is inside is exact before what is around it.
    for node in reversed(list(tree.walk())):
        exact = _exact(node, columns)
        if exact is not node:
            node.replace(exact)
    return tree.sql(dialect="duckdb")


def dimensions_of(text: str, columns: Mapping[str, str] = EVENT_COLUMNS) -> set[str]:
    """Return the dimensions that a formula reads."""
    tree = LANGUAGE.parse(text)
    named = {column.name.lower() for column in tree.find_all(exp.Column)}
    quoted = {bracket.expressions[0].name for bracket in tree.find_all(exp.Bracket)}
    return (named | quoted) - set(columns) - {"dims"}


def _exact(node: exp.Expr, columns: Mapping[str, str]) -> exp.Expr:
    """Return what stands for a node in SQL: dimensions by name, and no floating point."""
    if isinstance(node, exp.Column):
        name = node.name.lower()
        if name == "dims" or name in columns:
            return exp.column(name)
        return _sql("dims[{0}]", exp.Literal.string(name))
    if isinstance(node, exp.Anonymous):
        return _sql(_WRITTEN[node.name.lower()], *node.expressions)
    if isinstance(node, exp.Date):
        return _sql("try_cast({0} as date)", node.this)
    if isinstance(node, exp.Div):
        return _sql(_QUOTIENT, node.this, node.expression)
    return node


def _sql(template: str, *parts: exp.Expr) -> exp.Expr:
    """Return a template's tree with its numbered places filled in."""
    text = template.format(*(part.sql(dialect="duckdb") for part in parts))
    return parse_one(text, dialect="duckdb")
