"""Writing one snapshot's files aside, and giving them their place once they are on disk."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from perfos.files import replace_text, sync
from semantic.earlier import Earlier
from semantic.manifest import MANIFEST, Manifest
from semantic.snapshot import Snapshots
from semantic.table_files import TableFiles

# Types of the columns, in order, of each `schema.table`.
Tables: TypeAlias = dict[str, dict[str, str]]
# A run that changes nothing still logs itself and its checks; that alone makes no new snapshot.
UNHASHED = {"ledger.check_result", "ledger.run_log"}


def write_aside(
    connection: duckdb.DuckDBPyConnection,
    snapshots: Snapshots,
    tables: Tables,
    run: Mapping[str, Any],
    prints: Mapping[str, str],
) -> tuple[Path, Manifest]:
    """Write the tables into a folder of no name yet; return it and what it holds.

    Args:
        connection: The warehouse.
        snapshots: Those that are kept.
        tables: What to write.
        run: The row of `control.run`.
        prints: What a table's rows come from, where that is known: an earlier file of the same
            is taken as it is, unless the run calculated everything anew.
    """
    earlier = Earlier(snapshots)
    rules = json.loads(run["rules_lock"])
    now = datetime.now(UTC)
    stamp = f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03d}Z"
    aside = snapshots.folder / f".tmp-{stamp}"
    content = hashlib.sha256()
    infos = {}
    for table, columns in tables.items():
        made_of = prints.get(table, "")
        info = None if run.get("everything") else earlier.take(table, made_of, aside)
        info = info or TableFiles(connection, table, columns, aside).write(earlier)
        infos[table] = replace(info, print=made_of)
        if table not in UNHASHED:
            content.update(f"{table} {info.columns} {info.rows_hash}\n".encode())
    content_hash = content.hexdigest()
    return aside, Manifest(
        id=f"{stamp}-{content_hash[:8]}",
        company=run["company"],
        created_at=now.isoformat(timespec="milliseconds"),
        content_hash=content_hash,
        run_id=run.get("run_id"),
        actor=run.get("actor"),
        reason=run.get("reason"),
        config_hash=run.get("config_hash"),
        code_revision=run.get("code_revision"),
        packages={one["name"]: one["version"] for one in rules},
        tables=infos,
        pins=rules,
    )


def seal(aside: Path, manifest: Manifest) -> None:
    """Flush the files to disk, add the manifest, and give the folder the snapshot's name."""
    for path in sorted(aside.rglob("*")):
        sync(path)
    replace_text(aside / MANIFEST, manifest.to_json())
    aside.rename(aside.with_name(manifest.id))
    sync(aside.parent)


def note_prints(snapshots: Snapshots, current: Manifest, again: Manifest) -> None:
    """Note in a snapshot what its rows came from this time; its files stay what they are.

    Otherwise every run would write all of them again, after new code that changes no row.
    """
    tables = {
        table: replace(info, print=again.tables[table].print)
        for table, info in current.tables.items()
        if info.rows_hash == again.tables[table].rows_hash
    }
    if current.tables != (tables := current.tables | tables):
        text = replace(current, tables=tables).to_json()
        replace_text(snapshots.folder / current.id / MANIFEST, text)
