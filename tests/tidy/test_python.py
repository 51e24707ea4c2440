"""Python is the frame: short files, short functions, and one room that knows Dagster."""

import ast

import pytest

from tests.tidy.tree import assert_none, files, text

FILE_LINES = 150
FUNCTION_LINES = 50
# It is handed to auditors, who need one file that they can read from top to bottom.
ALONE = "audit/verifier.py"
SOURCES = files("*.py")


def parsed():
    """Yield each Python file with its syntax tree."""
    for path in SOURCES:
        yield path, ast.parse(text(path), filename=str(path))


def imported(tree):
    """Yield line and dotted name of every module that a tree imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module


def functions(tree):
    """Yield every function of a tree, methods and inner ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_are_short():
    lengths = {path: len(text(path).splitlines()) for path in SOURCES}
    assert_none(
        (
            f"{path}: {n} lines"
            for path, n in lengths.items()
            if n > FILE_LINES and str(path) != ALONE
        ),
        f"A Python file has about 120 lines, {FILE_LINES} at most: a longer one is two things.",
    )


def test_functions_are_short():
    assert_none(
        (
            f"{path}:{node.lineno}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
            for path, tree in parsed()
            for node in functions(tree)
            if node.end_lineno - node.lineno + 1 > FUNCTION_LINES
        ),
        f"A function has about 40 lines, {FUNCTION_LINES} at most: name its parts.",
    )


def test_only_orchestration_knows_dagster():
    allowed = ("orchestration", "tests", "bench")
    assert_none(
        (
            f"{path}:{line}: imports {name}"
            for path, tree in parsed()
            if path.parts[0] not in allowed
            for line, name in imported(tree)
            if name.split(".")[0].startswith("dagster")
        ),
        "Move it to orchestration/, or hand over what it needs as an argument.",
    )


@pytest.mark.parametrize(
    ("room", "strangers"),
    [
        ("perfos/company", {"ingestion", "transform", "semantic", "orchestration", "dlt", "dbt"}),
        ("ingestion", {"transform", "semantic", "orchestration", "dbt"}),
        ("transform", {"ingestion", "semantic", "orchestration", "dlt"}),
        ("semantic", {"ingestion", "transform", "orchestration", "dlt", "dbt"}),
        ("packages", {"ingestion", "semantic", "orchestration", "dlt"}),
        ("audit", {"ingestion", "orchestration", "dlt"}),
        ("writeback", {"transform", "orchestration", "dbt"}),
    ],
)
def test_rooms_have_walls(room, strangers):
    """Loading, computing and publishing know nothing of each other: only the frame joins them."""
    assert_none(
        (
            f"{path}:{line}: imports {name}"
            for path, tree in parsed()
            if path.is_relative_to(room)
            for line, name in imported(tree)
            if name.split(".")[0] in strangers
        ),
        f"{room}/ may not import {', '.join(sorted(strangers))}: pass data or a path instead.",
    )
