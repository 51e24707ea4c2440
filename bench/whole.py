"""The whole run, files to snapshot, beside a script that reads, calculates and writes the same."""

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from bench.clock import LONG_S, MEMORY, ROUNDS, cpu, measured, timed
from bench.company import TABLES, write_company, write_data
from bench.inputs import HERE
from bench.same_files import same_files
from tests.dagster_home import dagster_home

CHANGED = "update raw.crm__deals set amount = amount + 1 where closed_on >= date '2026-12-25'"
RUNS = (("perfos_first", ""), ("perfos_changed", CHANGED), ("perfos_unchanged", CHANGED))
"""The first run, one after 1 % of the deals changed, those of the last week, and one after none."""


def perfos(company: Path) -> dict[str, Any]:
    """Run the company; return seconds by stage and, as `between`, what no stage counts."""
    from orchestration.run import run_company

    before = cpu()
    summary = run_company(company, reason="benchmark")
    stages = {name: round(seconds, 2) for name, seconds in summary.stages.items()}
    return {
        "seconds": round(summary.seconds, 2),
        "cpu_s": round(cpu() - before, 2),
        "posted": summary.entries_posted,
        "stages": {**stages, "between": round(summary.seconds - sum(stages.values()), 2)},
    }


def script(data: Path, output: Path) -> dict[str, Any]:
    """Run the script on a database of its own, as large as it has to be."""
    output.mkdir()
    text = "".join((HERE / "rivals" / name).read_text() for name in ("files.sql", "write.sql"))
    text = text.replace("$data", str(data)).replace("$out", str(output))
    before = cpu()
    with duckdb.connect(str(output / "own.duckdb")) as connection:
        connection.execute("set timezone = 'UTC'; set preserve_insertion_order = false")
        connection.execute("set memory_limit = ?", [MEMORY])
        seconds = timed(lambda: connection.execute(text))
    return {"seconds": round(seconds, 2), "cpu_s": round(cpu() - before, 2)}


def one_round(deals: int, only: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the figures of each run in a new company; the script's files are those of the first.

    What comes before what is asked for by `only` is run, too, but for the script.
    """
    wanted = [number for number, (name, _) in enumerate(RUNS, 1) if not only or name in only]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dagster_home(folder)
        company = write_company(folder / "company", deals, kind="team")
        home, output = folder / "home", folder / "script"
        if not only or "script" in only:
            yield {"contestant": "script", **_by_script(company, output)}
        for contestant, edit in RUNS[: max(wanted, default=0)]:
            if edit:
                write_data(company / "data", deals, edit, TABLES["team"])
            found = measured(
                ["bench.whole", "perfos", str(company)], PERFOS_HOME=str(home), DAGSTER_HOME=name
            )
            if output.exists() and not edit:
                same_files(output, home / "bench" / "published")
            yield {"contestant": contestant, **found}


def _by_script(company: Path, output: Path) -> dict[str, Any]:
    found = measured(["bench.whole", "script", str(company / "data"), str(output)])
    (output / "own.duckdb").unlink()
    return found


def measure(deals: int, only: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """Yield a row for each run: the median of three rounds, or of one that takes over two minutes.

    Args:
        deals: How many.
        only: Who takes part; all without.
    """
    rounds: list[list[dict]] = []
    while len(rounds) < ROUNDS and (not rounds or _longest(rounds[0]) < LONG_S):
        rounds.append(list(one_round(deals, only)))
    for rows in zip(*rounds, strict=True):
        middle = statistics.median_low(row["seconds"] for row in rows)
        row = next(row for row in rows if row["seconds"] == middle)
        yield {"deals": deals, **row, "rounds": len(rows)}


def _longest(rows: list[dict]) -> float:
    return max(row["seconds"] for row in rows)


if __name__ == "__main__":
    command, *places = sys.argv[1:]
    paths = [Path(place) for place in places]
    print(json.dumps(perfos(*paths) if command == "perfos" else script(*paths)))
