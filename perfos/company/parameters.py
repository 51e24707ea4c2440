"""What a company has set for its rule packages: the parameter tables as it has filled them."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from perfos.company.csv_file import Row
from perfos.company.parameter_table import KINDS, ParameterTable

ORIGIN = {"source_file": pa.string(), "source_row": pa.int64(), "source_hash": pa.string()}


@dataclass(frozen=True)
class Parameters:
    """A parameter table as the company has filled it.

    Attributes:
        package: The rule package that declares it.
        table: What it declares.
        rows: The rows; none where the company has no such file.
    """

    package: str
    table: ParameterTable
    rows: tuple[Row[Any], ...] = ()

    @property
    def name(self) -> str:
        """Its name in `control`, in the core and as the source of an entry."""
        return f"{self.package}__{self.table.name}"

    @property
    def file(self) -> str:
        """Its file inside the company folder."""
        return f"parameters/{self.package}/{self.table.name}.csv"

    def arrow(self) -> pa.Table:
        """Return the rows as a table, with where each comes from."""
        columns = {column.name: KINDS[column.type][1] for column in self.table.columns}
        rows = [
            {
                **row.value.model_dump(),
                "source_file": self.file,
                "source_row": row.number,
                "source_hash": row.hash,
            }
            for row in self.rows
        ]
        return pa.Table.from_pylist(rows, schema=pa.schema(list({**columns, **ORIGIN}.items())))
