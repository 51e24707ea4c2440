"""The formulas of a metrics.yml reckoned in fractions: a second way to each value."""

import ast
from collections.abc import Mapping
from fractions import Fraction
from operator import add, mul, sub
from typing import Any

from perfos.metrics.definition import Definitions, read_definitions
from tests.tidy.tree import ROOT

Value = Fraction | None
OPERATORS = {ast.Add: add, ast.Sub: sub, ast.Mult: mul}


def definitions(package: str = "revops_metrics") -> Definitions:
    """Return the definitions of a package."""
    found, problems = read_definitions(ROOT / "rules" / package)
    assert found, problems
    return found


def reckoned(formula: str, parts: Mapping[str, Value]) -> Value:
    """Return what a formula comes to; None where a part is missing, or for a quotient by zero."""
    return _of(ast.parse(formula, mode="eval").body, parts)


def _of(node: Any, parts: Mapping[str, Value]) -> Value:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.Name):
        return parts[node.id]
    if isinstance(node, ast.Call):
        value = _of(node.args[0], parts)
        if node.func.id == "abs":
            return None if value is None else abs(value)
        assert node.func.id == "positive"
        return value if value is not None and value > 0 else None
    left, right = _of(node.left, parts), _of(node.right, parts)
    if left is None or right is None:
        return None
    if isinstance(node.op, ast.Div):
        return left / right if right else None
    return OPERATORS[type(node.op)](left, right)
