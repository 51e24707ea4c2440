"""Publish a finished run's tables as an immutable snapshot, then point readers at it."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import duckdb
from filelock import FileLock

from perfos.paths import State
from semantic.lake import follow
from semantic.manifest import Manifest
from semantic.snapshot import LOCK, Snapshots
from semantic.write import Tables, note_prints, seal, write_aside

NONE: Mapping[str, str] = MappingProxyType({})
FRAME = [
    "quality.quarantine",
    "quality.reconciliation",
    "ledger.check_result",
    "ledger.kpi_change",
    "ledger.ledger_entries",
    "ledger.notification",
    "ledger.payee_balance",
    "ledger.period",
    "ledger.period_event",
    "ledger.run_log",
    "ledger.seal",
    "ledger.statement_line",
    "scorecard.kpi_period",
    "scorecard.scorecard",
]
"""What is published besides the core and the public models of each rule package."""


def publish(
    connection: duckdb.DuckDBPyConnection,
    state: State,
    run: Mapping[str, Any],
    prints: Mapping[str, str] = NONE,
    keep: int = 5,
) -> Manifest:
    """Publish the warehouse's public tables; readers see all of them at once or none.

    Everything is written aside, flushed and renamed before the pointer moves, so a process
    killed at any step leaves the pointer on the snapshot before.

    Args:
        connection: The warehouse; only read.
        state: Where the company's snapshots and dbt's manifest are.
        run: The row of `control.run`.
        prints: What the rows of a table come from, by `schema.table`, where that is known: the
            file of an earlier snapshot that came from the same is taken as it is.
        keep: How many snapshots stay, the new one included; at least 1.

    Returns:
        The manifest of the new snapshot (`is_new`), or of the current one when the content is
        the same: then nothing is published.

    Raises:
        FileNotFoundError: A rule package is locked, and dbt has left no manifest.
        LakeError: It is published, but not in the shared catalogue that is asked for.
    """
    if keep < 1:
        raise ValueError(f"keep is {keep}: at least the new snapshot has to stay")
    state.published.mkdir(parents=True, exist_ok=True)
    with FileLock(state.published / LOCK):
        for leftover in state.published.glob(".tmp-*"):
            shutil.rmtree(leftover)
        rules = json.loads(run["rules_lock"])
        tables = _tables(connection, FRAME + _public_models(state, [one["name"] for one in rules]))
        snapshots = Snapshots(state)
        aside, manifest = write_aside(connection, snapshots, tables, run, prints)
        current = snapshots.find_current()
        if current and current.content_hash == manifest.content_hash:
            shutil.rmtree(aside)
            note_prints(snapshots, current, manifest)
            follow(state, current)
            return current
        seal(aside, manifest)
        snapshots.point_at(manifest.id)
        _prune(snapshots, keep)
        follow(state, manifest)
    return replace(manifest, is_new=True)


def _public_models(state: State, packages: list[str]) -> list[str]:
    """Return the models that dbt calls public in the rule packages.

    A package's postings (`<package>__postings`) stay out: what they say stands in the ledger.
    """
    if not packages:
        return []
    manifest = json.loads((state.dbt / "target" / "manifest.json").read_text(encoding="utf-8"))
    return [
        f"{node['schema']}.{node['alias']}"
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        # A version that plans stay on is a project of its own: its name goes on with the version.
        and (package := node["package_name"].split("__v")[0]) in packages
        and node["config"].get("access") == "public"
        and node["name"] != f"{package}__postings"
        # What an upgrade tries stays in its sandbox, even if somebody copies its tables over.
        and not node["schema"].startswith("shadow_")
    ]


def _tables(connection: duckdb.DuckDBPyConnection, wanted: list[str]) -> Tables:
    """Return the columns of the core, and of each wanted table that is there."""
    columns = connection.execute(
        """
        select table_schema || '.' || table_name, column_name, data_type
        from information_schema.columns
        where table_catalog = current_database()
            and (
                table_schema = 'core'
                or list_contains($wanted, table_schema || '.' || table_name)
            )
        order by table_schema, table_name, ordinal_position
        """,
        {"wanted": wanted},
    ).fetchall()
    tables: Tables = {}
    for table, column, data_type in columns:
        tables.setdefault(table, {})[column] = data_type
    return tables


def _prune(snapshots: Snapshots, keep: int) -> None:
    """Remove all but the newest snapshots; never the current one."""
    current = snapshots.current_id()
    for snapshot_id in snapshots.ids()[keep:]:
        if snapshot_id != current:
            # Renamed first: a removal that is interrupted leaves no half snapshot to be listed.
            doomed = snapshots.folder / f".tmp-{snapshot_id}"
            (snapshots.folder / snapshot_id).rename(doomed)
            shutil.rmtree(doomed)
