"""Whether a script has written the files that a run has published."""

import json
from pathlib import Path

import duckdb

OWN = ("target_id", "source_hash", "entry_id", "transaction_id", "config_hash", "code_revision")
OWN += ("run_id", "recorded_at", "attribute_hash", "entry_hash")
"""What each makes up for itself: ids, hashes, and who wrote it when."""
FINGERPRINT = "select count(*), sum(hash(one)::hugeint) from (select {} from '{}') as one"


def same_files(script: Path, published: Path) -> None:
    """Compare each file of the script with the published one: all columns but ids and hashes.

    Raises:
        ValueError: A file has other columns or other rows; then its time says nothing.
    """
    snapshot = json.loads((published / "current.json").read_text())["snapshot"]
    folder = published / snapshot
    files = sorted(script.glob("*.parquet"))
    if not files:
        raise ValueError(f"no file in {script}")
    with duckdb.connect() as connection:
        for file in files:
            # A large table that is appended to has a file for each stretch of runs.
            (other,) = [*folder.glob(f"*/{file.name}"), *folder.glob(f"*/{file.stem}/")]
            paths = (file, other / "*.parquet" if other.is_dir() else other)
            found, expected = (_print(connection, path) for path in paths)
            if found != expected:
                raise ValueError(f"{file.name}: {found} in the script's, {expected} published")


def _print(connection: duckdb.DuckDBPyConnection, file: Path) -> tuple:
    """Return columns with types, the number of rows, and the sum of their hashes."""
    columns = connection.execute(f"describe from '{file}'").fetchall()
    named = ", ".join(f'"{name}"' for name, *_ in sorted(columns) if name not in OWN)
    rows = connection.execute(FINGERPRINT.format(named, file)).fetchone()
    return sorted((name, type_) for name, type_, *_ in columns), rows
