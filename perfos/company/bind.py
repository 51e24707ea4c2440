"""Whether DuckDB understands a mapping's expressions over columns of the types that raw has."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb

from perfos.company.entities import SQL_TYPES

_WHOLE = "TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT"

# Which of DuckDB's types may become a field. Text may become anything: what cannot be read goes to
# quarantine. DOUBLE may not become money: it is not exact.
_FITTING = {
    "text": ".*",
    "date": "DATE|TIMESTAMP.*|VARCHAR",
    "timestamp": "DATE|TIMESTAMP.*|VARCHAR",
    "decimal": f"DECIMAL.*|VARCHAR|{_WHOLE}",
    "rate": f"DECIMAL.*|VARCHAR|{_WHOLE}",
    "integer": f"VARCHAR|{_WHOLE}",
    "boolean": "BOOLEAN|VARCHAR",
    "condition": "BOOLEAN",
}


class Binder:
    """An empty database that expressions are tried on; nothing in it is ever executed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def complaint(self, text: str, columns: Mapping[str, str], needed: str) -> str | None:
        """Return why an expression cannot be used, or None.

        Args:
            text: An expression that the mapping language allows.
            columns: Type of each column that it mentions, as keys of `SQL_TYPES`.
            needed: What it must give: a key of `SQL_TYPES`, or `condition`.
        """
        row = ", ".join(f'null::{SQL_TYPES[type_]} as "{name}"' for name, type_ in columns.items())
        try:
            self._connection.execute(
                f"describe select ({text}) from (select {row or '1'}) as record"
            )
        except duckdb.Error as error:
            return f"DuckDB says: {str(error).strip().splitlines()[0]}"
        gives = str((self._connection.fetchone() or ("", ""))[1]).strip('"')
        if gives == "NULL" or re.fullmatch(_FITTING[needed], gives):
            return None
        if gives in ("DOUBLE", "FLOAT"):
            return (
                f"this is {gives}, which is not exact, where a decimal is needed: multiply by 0.01 "
                "rather than divide by 100, or cast(... as decimal(28, 6))"
            )
        return f"this is {gives}, where {needed} is needed"


@contextmanager
def binder() -> Iterator[Binder]:
    """Open a binder that can reach no file and takes little memory."""
    with duckdb.connect(
        ":memory:", config={"enable_external_access": False, "memory_limit": "256MB", "threads": 1}
    ) as connection:
        yield Binder(connection)
