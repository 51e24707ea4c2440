"""Runs the suites with Great Expectations and writes its Data Docs."""

import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingestion.gate.suites import Suite

ROWS_MAX = 1_000_000
"""Larger tables are checked on a repeatable sample of so many rows."""


@dataclass(frozen=True)
class Outcome:
    """What came of one rule: how many of how many rows did not fit, and examples of them."""

    relation: str
    name: str
    passed: bool
    unexpected: int
    checked: int
    examples: tuple[str, ...]
    docs: Path


def validate(
    connection: duckdb.DuckDBPyConnection, suites: list[Suite], docs: Path
) -> Iterator[Outcome]:
    """Yield the outcome of each rule, and write the Data Docs under `docs`."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    warnings.filterwarnings("ignore", module="great_expectations")
    import great_expectations as gx

    gx_context = gx.get_context(mode="file", project_root_dir=docs)
    gx_context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    frames = gx_context.data_sources.add_or_update_pandas("warehouse")
    for suite in suites:
        asset = frames.add_dataframe_asset(suite.relation)
        definition = asset.add_batch_definition_whole_dataframe("all rows")
        expectations = [
            getattr(gx.expectations, rule.kind)(
                **({"column": rule.column} if rule.column else {}),
                **dict(rule.arguments),
                meta={"rule": rule.name},
            )
            for rule in suite.rules
        ]
        stored = gx_context.suites.add_or_update(
            gx.ExpectationSuite(name=suite.relation, expectations=expectations)
        )
        validation = gx_context.validation_definitions.add_or_update(
            gx.ValidationDefinition(name=suite.relation, data=definition, suite=stored)
        )
        checkpoint = gx_context.checkpoints.add_or_update(
            gx.Checkpoint(
                name=suite.relation,
                validation_definitions=[validation],
                actions=[],
                result_format="SUMMARY",
            )
        )
        frame = read(connection, suite)
        results = checkpoint.run(batch_parameters={"dataframe": frame}).run_results
        index = docs / "gx" / "uncommitted" / "data_docs" / "local_site" / "index.html"
        for outcome in next(iter(results.values())).results:
            yield to_outcome(suite, outcome, len(frame), index)
    gx_context.build_data_docs()


def read(connection: duckdb.DuckDBPyConnection, suite: Suite) -> Any:  # noqa: ANN401
    """Return the suite's columns as a data frame of at most `ROWS_MAX` rows."""
    columns = ", ".join(f'"{column}"' for column in suite.columns)
    return connection.sql(
        f"select {columns} from {suite.relation} using sample reservoir({ROWS_MAX} rows) "
        "repeatable (1)"
    ).df()


def to_outcome(suite: Suite, result: Any, checked: int, docs: Path) -> Outcome:  # noqa: ANN401
    """Return Great Expectations' result in our words."""
    detail = result.result or {}
    return Outcome(
        relation=suite.relation,
        name=result.expectation_config.meta["rule"],
        passed=bool(result.success),
        unexpected=int(detail.get("unexpected_count") or 0),
        checked=checked,
        examples=tuple(str(value) for value in (detail.get("partial_unexpected_list") or [])[:5]),
        docs=docs,
    )
