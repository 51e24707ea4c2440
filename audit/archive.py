"""What a calculation was made of, kept so that it can be made again anywhere."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from audit.entries import proof_of_entries
from audit.inputs import keep_tables, program_files
from audit.store import Store, write_text

FORMAT = "perfos-run-1"
PENDING = """
select
    run_no,
    exists (from ledger.ledger_entries where ledger_entries.run_id = run.run_id) as has_posted,
    exists (from ledger.run_end where run_end.run_id = run.run_id) as has_ended
from control.run
inner join ledger.run_log on run.run_id = run_log.run_id
"""


class Archive:
    """The archive of one company.

    Attributes:
        folder: Its folder: `objects/`, `runs/` and `seals/`.
        store: The objects.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "objects")

    def keep_program(self, project: Path, company: Path, names: list[str]) -> dict[str, str]:
        """Keep the SQL that a run will follow and the configuration that it reads.

        Args:
            project: The dbt project of the company; links in it are followed.
            company: The company folder.
            names: Its configuration files.

        Returns:
            The sha256 of both, as columns of `control.run`.
        """
        return {
            "program": self.store.put_files(program_files(project)),
            "configuration": self.store.put_files(
                {name: (company / name).read_bytes() for name in names}
            ),
        }

    def keep_run(self, connection: duckdb.DuckDBPyConnection, always: bool = False) -> bool:
        """Keep what the last run was made of, if it posted something and is not kept yet.

        Args:
            connection: The warehouse, whose inputs are still those of that run.
            always: Keep a run that posted nothing, too, if it reached its end.

        Returns:
            Whether it is kept now and was not before.
        """
        if not _has(connection, "ledger", "run_end") or not _has(connection, "ledger", "run_log"):
            return False
        row = connection.execute(PENDING).fetchone()
        if row is None or self.run_file(row[0]).exists() or not (row[1] or (always and row[2])):
            return False
        run_no = row[0]
        run = _row(connection, "select * from control.run")
        record = {
            "format": FORMAT,
            "run_no": run_no,
            "run": run,
            "posted": proof_of_entries(connection, "run_id", run["run_id"]),
            "tables": keep_tables(connection, self.store),
        }
        write_text(self.run_file(run_no), json.dumps(record, indent=1, sort_keys=True) + "\n")
        return True

    def run_file(self, run_no: int) -> Path:
        """Return the file that says what a run was made of."""
        return self.folder / "runs" / f"{run_no:06}.json"

    def seal_file(self, seal_no: int) -> Path:
        """Return the file that keeps a seal, with the events and runs since the one before."""
        return self.folder / "seals" / f"{seal_no:06}.json"

    def run_numbers(self, after: int = 0, until: int | None = None) -> list[int]:
        """Return the numbers of the runs that are kept, oldest first."""
        numbers = sorted(int(path.stem) for path in (self.folder / "runs").glob("[0-9]*.json"))
        return [number for number in numbers if after < number <= (until or number)]

    def read_run(self, run_no: int) -> tuple[dict[str, Any], str]:
        """Return what a run was made of, and the sha256 of the file that says so."""
        content = self.run_file(run_no).read_bytes()
        return json.loads(content), sha256(content).hexdigest()


def _has(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> bool:
    found = connection.execute(
        "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
        [schema, table],
    ).fetchone()
    return found is not None


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, Any]:
    """Return the one row of a query, as JSON can hold it."""
    row = connection.execute(f"select to_json(one) from ({query}) as one").fetchall()[0][0]
    return json.loads(row)
