"""The figures that were measured, kept as JSON: the page of the benchmarks is written from them."""

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

RESULTS = Path(__file__).parent / "results"
NAMED = ("duckdb", "dbt-core", "dbt-duckdb", "dagster", "pandas", "polars", "pyarrow")
KEYS = ("deals", "contestant")
"""What tells the rows of one part apart."""


def circumstances() -> dict[str, Any]:
    """Return when, on which machine and with which versions something is measured."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "at": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.machine()}",
        "busy": round(os.getloadavg()[0], 1),
        "versions": {"python": platform.python_version(), **dict(map(_version, NAMED))},
    }


def _version(name: str) -> tuple[str, str]:
    try:
        return name, version(name)
    except PackageNotFoundError:
        return name, "not installed"


def key_of(row: dict[str, Any]) -> tuple:
    """Return what tells a row apart from the others of its part."""
    return tuple(str(row.get(key, "")).zfill(12) for key in KEYS)


def kept(part: str, results: Path = RESULTS) -> list[dict[str, Any]]:
    """Return the rows of a part, smallest size first; none if it was never measured."""
    path = results / f"{part}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def keep(part: str, row: dict[str, Any], results: Path = RESULTS) -> None:
    """Keep one row, in place of the one of the same size and contestant."""
    results.mkdir(exist_ok=True)
    rows = {key_of(one): one for one in kept(part, results)}
    rows[key_of(row)] = {**row, "measured": circumstances()}
    text = json.dumps([rows[key] for key in sorted(rows)], indent=1)
    (results / f"{part}.json").write_text(text + "\n", encoding="utf-8")
