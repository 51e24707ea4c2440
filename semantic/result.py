"""The rows of an answer: numbers as Decimal, times as datetime, never floating point."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = dict[str, Any]

READ: dict[str, Callable[[Any], Any]] = {
    "number": lambda value: Decimal(str(value)),
    "time": datetime.fromisoformat,
    "boolean": lambda value: value if isinstance(value, bool) else str(value).lower() == "true",
}


@dataclass(frozen=True)
class Result:
    """What a query came to.

    Attributes:
        rows: The rows, by the names of the members.
        types: The type of each member: number, time, boolean or string.
        annotation: What the model says of each member: title, description, format, meta.
    """

    rows: list[Row]
    types: dict[str, str]
    annotation: dict[str, Any]

    @classmethod
    def of(cls, answer: dict[str, Any]) -> "Result":
        """Read the answer of `/v1/load`."""
        parts = ("measures", "dimensions", "segments", "timeDimensions")
        annotation = {
            name: info for part in parts for name, info in answer["annotation"][part].items()
        }
        types = {name: str(info.get("type", "string")) for name, info in annotation.items()}
        rows = [
            {name: _read(value, types.get(name, "time")) for name, value in row.items()}
            for row in answer["data"]
        ]
        return cls(rows, types, annotation)

    def arrow(self) -> "pyarrow.Table":
        """Return the rows as an Arrow table: numbers are decimals, times are UTC."""
        import pyarrow as pa

        empty = {"number": pa.decimal128(38, 6), "time": pa.timestamp("us"), "boolean": pa.bool_()}
        columns = {}
        for name in self.rows[0] if self.rows else self.types:
            values = [row[name] for row in self.rows]
            kind = empty.get(self.types.get(name, "time"), pa.string())
            is_empty = all(value is None for value in values)
            columns[name] = pa.array(values, type=kind if is_empty or kind == pa.string() else None)
        return pa.table(columns)

    def pandas(self) -> "pandas.DataFrame":
        """Return the rows as a DataFrame of pandas; decimals stay decimals, as Arrow types."""
        import pandas as pd

        return self.arrow().to_pandas(types_mapper=pd.ArrowDtype)

    def polars(self) -> "polars.DataFrame":
        """Return the rows as a DataFrame of polars.

        Raises:
            ModuleNotFoundError: Polars is not installed.
        """
        import polars as pl

        return cast("pl.DataFrame", pl.from_arrow(self.arrow()))


def _read(value: Any, kind: str) -> Any:  # noqa: ANN401 - A cell may hold anything.
    """Return a cell as a Python value."""
    return None if value is None else READ.get(kind, str)(value)
