"""A company of a few lines, loaded again and again."""

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

import ingestion
from perfos.company.company import Company
from perfos.company.sources import Sources
from perfos.paths import State


@dataclass
class Bench:
    """A folder with a data folder, a state, and the sources that a test declares."""

    folder: Path

    @property
    def data(self):
        """Where the files of sources are."""
        return self.folder / "data"

    @property
    def state(self):
        """Where the warehouse is."""
        return State(self.folder / "state")

    def company(self, sources, mappings=()):
        """Return a company that has nothing but sources and mappings."""
        read = Sources.model_validate({"sources": sources, "mappings": list(mappings)})
        return Company(
            self.folder, self.data, None, read.sources, read.mappings, (), None, (), (), (), ""
        )

    def files(self, columns=None, files="*", **table):
        """Return a company with one table `crm.deals` whose declared columns are used."""
        types = {
            name: {"type": type_} if isinstance(type_, str) else type_
            for name, type_ in (columns or {}).items()
        }
        deals = {"name": "deals", "files": files, "columns": types, **table}
        return self.company([{"name": "crm", "kind": "files", "tables": [deals]}])

    def write(self, name, content):
        """Write a file of the data folder and return its path."""
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def load(self, company):
        """Load and return the result of the first table."""
        return ingestion.load(company, self.state)[0]

    def query(self, sql):
        """Return all rows of a query of the warehouse."""
        with duckdb.connect(str(self.state.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def rows(self, *columns, table="crm__deals"):
        """Return the raw rows in order, only the columns asked for."""
        return self.query(f"select {', '.join(columns)} from raw.{table} order by _file, _row")

    def problems(self):
        """Return (row, column, found, reason) of every problem in raw, in order."""
        return [
            (row, one["column"], one["found"], one["reason"])
            for row, text in self.rows("_row", "_problems")
            for one in json.loads(text or "[]")
        ]
