"""The SQL that comes of a package, in the syntax tree of the engine that would run it.

DuckDB's own parser is asked and no other: checker and engine cannot read a text differently. It
parses; nothing is bound, planned or run.
"""

import json
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import duckdb

from packages.checks.functions import functions

Relation: TypeAlias = tuple[str, str]
"""Schema and name; no schema for what a query names itself."""

NODES = {
    *("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE", "BASE_TABLE", "JOIN"),
    *("SUBQUERY", "TABLE_FUNCTION", "EMPTY", "EXPRESSION_LIST", "PIVOT"),
}
CLOCKS = {
    *("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "user"),
    *("current_user", "session_user", "current_role", "current_catalog", "current_schema"),
}
_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True)
class Finding:
    """What a query may not do.

    Attributes:
        word: The word of the text that it is about; empty where it is the whole.
        found: What was found, for people.
        allowed: What is allowed.
    """

    word: str
    found: str
    allowed: str


def check_sql(sql: str, relations: Set[Relation]) -> Iterator[Finding]:
    """Yield what a query of a package may not do.

    Args:
        sql: Compiled SQL.
        relations: The relations that it may read.
    """
    parsed = _parsed(sql)
    if parsed["error"]:
        yield Finding(
            "", f"SQL that is no query ({parsed['error_message']})", "one select, no more"
        )
        return
    if len(parsed["statements"]) != 1:
        yield Finding("", f"{len(parsed['statements'])} statements", "one select, no more")
    nodes = list(_walk(parsed["statements"]))
    named = {entry["key"].lower() for node in nodes for entry in _entries(node)}
    for node in nodes:
        yield from _judged(node, relations, named)


@cache
def is_type(text: str) -> bool:
    """Whether a text is the name of a type, and nothing besides."""
    parsed = _parsed(f"select cast(null as {text})")
    nodes = list(_walk(parsed.get("statements", [])))
    classes = [node["class"] for node in nodes if "class" in node]
    return len(parsed.get("statements", [])) == 1 and classes == ["CAST", "CONSTANT"]


def _parsed(sql: str) -> dict[str, Any]:
    """Return the syntax tree of a text, or why it is no query."""
    answer = _parser().execute("select json_serialize_sql($sql)", {"sql": sql}).fetchall()
    return json.loads(answer[0][0])


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory; opening one takes longer than parsing."""
    return duckdb.connect()


def _walk(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Yield every node of a syntax tree."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


def _entries(node: dict[str, Any]) -> list[dict[str, Any]]:
    found = node.get("cte_map")
    return found["map"] if isinstance(found, dict) else []


def _judged(node: dict[str, Any], relations: Set[Relation], named: Set[str]) -> Iterator[Finding]:
    """Yield what is wrong with one node by itself."""
    kind = node.get("type")
    if "sample" in node and kind not in NODES:
        yield Finding("", f"{kind}", "tables, joins and subqueries")
    if node.get("sample"):
        yield Finding("sample", "a sample", "all rows: a sample differs from run to run")
    if kind == "BASE_TABLE":
        yield from _table(node, relations, named)
    elif "function_name" in node:
        yield from _called(node)
    elif node.get("class") == "COLUMN_REF":
        name = node["column_names"][-1].lower()
        if len(node["column_names"]) == 1 and name in CLOCKS:
            yield Finding(name, name, "days and people that the core's models hold")
    elif node.get("class") == "PARAMETER":
        yield Finding("", "a parameter of a prepared statement", "values")


def _called(node: dict[str, Any]) -> Iterator[Finding]:
    name = node["function_name"].lower()
    if name not in functions():
        advice = "rows come from ref('model'), values from functions of their arguments alone"
        yield Finding(name, f"the function {name}", advice)


def _table(node: dict[str, Any], relations: Set[Relation], named: Set[str]) -> Iterator[Finding]:
    name, schema = node["table_name"], node["schema_name"]
    is_own = not schema and name.lower() in named and _NAME.fullmatch(name)
    if not is_own and (schema, name) not in relations:
        full = f"{schema}.{name}" if schema else name
        yield Finding(name, f'the table "{full}"', "ref('model') of what package.yml says it reads")
