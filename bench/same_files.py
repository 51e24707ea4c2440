"""Whether a script has written the files that a run has published."""

import json
from pathlib import Path

import duckdb

from semantic.layout import source_of
from semantic.manifest import Manifest, literal

OWN = ("target_id", "source_hash", "entry_id", "transaction_id", "config_hash", "code_revision")
OWN += ("run_id", "recorded_at", "attribute_hash", "entry_hash")
"""What each makes up for itself: ids, hashes, and who wrote it when."""
FINGERPRINT = "select count(*), sum(hash(one)::hugeint) from (select {} from {}) as one"


def same_files(script: Path, published: Path) -> None:
    """Compare each file of the script with the published one: all columns but ids and hashes.

    Raises:
        ValueError: A file has other columns or other rows; then its time says nothing.
    """
    folder = published / json.loads((published / "current.json").read_text())["snapshot"]
    tables = Manifest.read(folder).tables
    files = sorted(script.glob("*.parquet"))
    if not files:
        raise ValueError(f"no file in {script}")
    with duckdb.connect() as connection:
        for file in files:
            (table,) = [one for one in tables if one.endswith(f".{file.stem}")]
            found = _print(connection, f"read_parquet({literal(file)})")
            expected = _print(connection, source_of(folder, table, tables[table]))
            if found != expected:
                raise ValueError(f"{file.name}: {found} in the script's, {expected} published")


def _print(connection: duckdb.DuckDBPyConnection, source: str) -> tuple:
    """Return columns with types, the number of rows, and the sum of their hashes."""
    columns = connection.execute(f"describe from {source}").fetchall()
    named = ", ".join(f'"{name}"' for name, *_ in sorted(columns) if name not in OWN)
    rows = connection.execute(FINGERPRINT.format(named, source)).fetchone()
    return sorted((name, type_) for name, type_, *_ in columns), rows
