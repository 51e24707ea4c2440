"""Bytes that an event takes at each station: `python -m bench.sizes STATE DATA`.

STATE is the state folder of a company that has run, DATA the folder of its source files.
"""

import sys
from pathlib import Path

import duckdb

from perfos.paths import State
from semantic.snapshot import Snapshots


def schemas(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the bytes on disk of each schema's tables: whole blocks, each counted once."""
    ((size,),) = connection.execute("select block_size from pragma_database_size()").fetchall()
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where not internal"
    ).fetchall()
    blocks: dict[str, set[int]] = {}
    for schema, table in tables:
        found = connection.execute(
            "select distinct block_id from pragma_storage_info(?) where block_id >= 0",
            [f'"{schema}"."{table}"'],
        ).fetchall()
        blocks.setdefault(schema, set()).update(block for (block,) in found)
    return {schema: len(ids) * size for schema, ids in blocks.items()}


def folder(path: Path) -> int:
    """Return the bytes of all files under a folder."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def main(state: State, data: Path) -> None:
    """Print a line for each station: MiB, and bytes for each event."""
    snapshot = Snapshots(state).current()
    events = snapshot.tables["core.event"].rows
    found = {"source files": folder(data)}
    with duckdb.connect(str(state.warehouse), read_only=True) as connection:
        sizes = sorted(schemas(connection).items(), key=lambda one: -one[1])
        found |= {f"warehouse: {schema}": size for schema, size in sizes}
    found["warehouse, the file"] = state.warehouse.stat().st_size
    found["snapshot"] = sum(table.bytes for table in snapshot.tables.values())
    found["archive"] = folder(state.archive)
    entries = snapshot.tables["ledger.ledger_entries"].rows
    print(f"{events:,} events, {entries:,} entries")
    for name, size in found.items():
        print(f"{name:32} {size / 2**20:10.1f} MiB {size / events:8.0f} bytes an event")


if __name__ == "__main__":
    main(State(Path(sys.argv[1])), Path(sys.argv[2]))
