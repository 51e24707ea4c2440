"""The empty place in which closed months are calculated again."""

import json
from pathlib import Path
from typing import Any

import duckdb

from audit.archive import Archive
from transform.dbt import Dbt
from transform.workspace import Workspace, profile

MODELS = "resource_type:model"
SMALLEST = "account"


class Place:
    """A warehouse of its own, built from the archive alone.

    Attributes:
        folder: Where it is.
    """

    def __init__(self, archive: Archive, folder: Path) -> None:
        self.archive = archive
        self.folder = folder.resolve()
        self.warehouse = self.folder / "warehouse.duckdb"
        self.programs: dict[str, Dbt] = {}
        self.folder.mkdir(parents=True, exist_ok=True)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to its warehouse, in UTC."""
        connection = duckdb.connect(str(self.warehouse))
        connection.execute("set timezone = 'UTC'")
        return connection

    def load(self, connection: duckdb.DuckDBPyConnection, record: dict[str, Any]) -> None:
        """Put the inputs of a run in their place, with the types that they had."""
        tables = record["tables"]
        for schema in {name.split(".")[0] for name in tables}:
            connection.execute(f"drop schema if exists {schema} cascade; create schema {schema}")
        for name, table in tables.items():
            schema, relation = name.split(".")
            columns = ", ".join(f'"{column}" {kind}' for column, kind in table["columns"].items())
            path = self.archive.store.checked(table["object"])
            connection.execute(f'create table {schema}."{relation}" ({columns})')
            connection.execute(
                f"insert into {schema}.\"{relation}\" by name from read_parquet('{path}')"
            )

    def calculate(self, program: str) -> None:
        """Run the SQL that was kept with a run over what was loaded."""
        if program not in self.programs:
            project = self.archive.store.unpack(program, self.folder / "programs" / program[:12])
            (project / "profiles.yml").write_text(profile(self.warehouse, project))
            workspace = Workspace(project, project / "target", self.warehouse)
            self.programs[program] = Dbt(workspace)
            # dbt looks for tables before its hooks make the ledger's: it has to see them first.
            self.programs[program].run(SMALLEST)
        self.programs[program].run(MODELS)

    def follow(
        self, connection: duckdb.DuckDBPyConnection, logs: dict[str, Any], before: int
    ) -> None:
        """Bring the logs up to where they stood before a run.

        Args:
            connection: The warehouse of this place.
            logs: The logs as they were kept with a seal.
            before: Number of the run.
        """
        events = [one for one in logs["period_event"]["rows"] if one["after_run_no"] < before]
        paid = [one for one in logs["payment"]["rows"] if one["after_run_no"] < before]
        runs = [one for one in logs["run_log"]["rows"] if one["run_no"] < before]
        self._append(connection, "period_event", "event_no", events, logs)
        self._append(connection, "run_log", "run_no", runs, logs)
        self._append(connection, "payment", "(period, payee_id, currency)", paid, logs)

    def _append(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        key: str,
        rows: list[dict[str, Any]],
        logs: dict[str, Any],
    ) -> None:
        """Append those rows that are not there yet."""
        if not rows:
            return
        types = logs[table]["columns"]
        columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
        connection.execute("create schema if not exists ledger")
        connection.execute(f"create table if not exists ledger.{table} ({columns})")
        aside = self.folder / f"{table}.json"
        aside.write_text(json.dumps(rows), encoding="utf-8")
        typed = ", ".join(f"{name}: '{kind}'" for name, kind in types.items())
        connection.execute(
            f"insert into ledger.{table} by name "
            f"select * from read_json('{aside}', format = 'array', columns = {{{typed}}}) "
            f"where {key} not in (select {key} from ledger.{table}) order by {key}"
        )
