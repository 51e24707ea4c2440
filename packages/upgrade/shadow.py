"""The shadow run: the candidate calculates beside the active version, in the sandbox."""

from collections.abc import Sequence
from typing import Any

import duckdb

from packages.upgrade.worker import Worker
from transform.dbt import DbtFailed

GRACE = 30.0
"""Seconds that a candidate may take in any case."""
TIMES = 3
"""How many times as long as the active version it may take beyond that."""
UNKNOWN = 900.0
"""Seconds, where no run has kept how long the active version took."""

PREFIX = "shadow_"
"""How the schema of a candidate begins; nothing of that name is ever published."""
DELTA = ("posting", "ledger_moved", "ledger_gone", "ledger_delta")
"""What compares the candidate's postings with the ledger."""


def limit_of(active_seconds: float | None) -> float:
    """Return how many seconds a candidate may take."""
    return UNKNOWN if active_seconds is None else round(TIMES * active_seconds + GRACE, 1)


def rehearse(worker: Worker, select: Sequence[str], limit: float) -> dict[str, Any]:
    """Build the candidate's models, run its data tests, and the ledger's tests of its postings.

    Args:
        worker: Where it calculates.
        select: The candidate, what it reads anew, and what stands on it or beside it.
        limit: Seconds that it may take.

    Returns:
        How many models and tests there were, and the seconds that the models took.

    Raises:
        DbtFailed: A model or a test failed.
        TooSlow: It took longer than the limit.
    """
    # Reading the project takes as long for every version, and is no part of what is measured.
    worker.ask("parse", "", UNKNOWN)
    results = worker.ask("build", " ".join([*select, *DELTA]), limit)
    models = [one for one in results if one.resource_type == "model"]
    return {
        "models": len(models),
        "tests": sum(one.resource_type == "test" for one in results),
        "seconds": round(sum(one.seconds for one in models), 1),
    }


def keep_digest(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Keep a hash of each line that the candidate wants posted."""
    connection.execute(f"create or replace table upgrade.first as {_lines(name)}")


def repeat(worker: Worker, name: str, limit: float) -> None:
    """Calculate all tables of the candidate once more, over the same data."""
    worker.ask("run", f"package:{name},config.materialized:table", limit)


def differing(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """Return posting keys for which the second calculation said something else than the first."""
    second, several = _lines(name), "posting_key, line_no, digest"
    rows = connection.execute(
        f"""
        select distinct posting_key from (
            (select {several} from upgrade.first except all select {several} from ({second}))
            union all
            (select {several} from ({second}) except all select {several} from upgrade.first)
        ) order by posting_key limit 5
        """
    ).fetchall()
    return [row[0] for row in rows]


def _lines(name: str) -> str:
    return (
        "select posting_key, line_no, hash(line) as digest from ledger.posting as line "
        f"where package = '{name}'"
    )


def test_units(worker: Worker, name: str, limit: float) -> int:
    """Run the candidate's unit tests; return how many there are.

    Raises:
        DbtFailed: One failed, or there is none.
    """
    results = worker.ask("test_units", f"package:{name}", limit)
    if not results:
        raise DbtFailed(f"{name} has no unit test: nothing shows what its rules are meant to do")
    return len(results)
