"""Ask the suites about what has changed; what passed over the same rows is not asked again."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import duckdb

from ingestion.gate.suites import Suite
from ingestion.gate.validate import Outcome, validate
from transform.standing.built import Built
from transform.standing.prints import digest
from transform.standing.row import Row


def validate_changed(
    connection: duckdb.DuckDBPyConnection,
    suites: list[Suite],
    docs: Path,
    prints: Mapping[str, str],
    run_id: str,
) -> list[Outcome]:
    """Return the outcome of each rule of the suites.

    Args:
        connection: The warehouse.
        suites: What must hold.
        docs: Where the Data Docs are.
        prints: What the rows of a relation come from, by `schema.table`; one without is asked.
        run_id: The run that asks.
    """
    built = Built(connection)
    rows = built.rows()
    wanted = {one.relation: _print(one, prints.get(one.relation)) for one in suites}
    asked = [
        one
        for one in suites
        if not all(
            name in rows and wanted[one.relation] and rows[name].content == wanted[one.relation]
            for name in _names(one)
        )
    ]
    built.forget(name for one in asked for name in _names(one))
    outcomes = list(validate(connection, asked, docs)) if asked else []
    passed = [one for one in outcomes if one.passed]
    built.insert(_row(one, wanted[one.relation], run_id) for one in passed)
    kept = [rows[name] for one in suites if one not in asked for name in _names(one)]
    return [_outcome(row) for row in kept] + outcomes


def _print(suite: Suite, rows_from: str | None) -> str | None:
    """Return what the outcome of a suite comes from; None where nobody can say."""
    engine = version("great_expectations")
    return digest(engine, repr(suite), rows_from) if rows_from else None


def _names(suite: Suite) -> list[str]:
    return [f"check.{suite.relation}.{rule.name}" for rule in suite.rules]


def _row(one: Outcome, made_of: str | None, run_id: str) -> Row:
    name = f"check.{one.relation}.{one.name}"
    text = json.dumps(asdict(one), default=str)
    return Row(name, "check", "", None, "", made_of, run_id, "pass", 0, text, one.unexpected)


def _outcome(row: Row) -> Outcome:
    said = json.loads(row.message)
    return Outcome(**said | {"examples": tuple(said["examples"]), "docs": Path(said["docs"])})
