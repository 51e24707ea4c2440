"""Parquet files."""

from pathlib import Path

import duckdb

from ingestion.door.names import column_names, file_literal, quoted
from ingestion.door.records import Records, empty_tables, exact_text
from ingestion.errors import LoadError


def read_parquet(connection: duckdb.DuckDBPyConnection, path: Path, where: str) -> Records:
    """Read a Parquet file into the scratch tables; its types are kept, as text that is exact.

    Args:
        connection: The scratch database.
        path: The file.
        where: What an error calls it.

    Raises:
        LoadError: It is no Parquet file, or two columns have the same name.
    """
    file = f"read_parquet({file_literal(path)}, file_row_number = true)"
    try:
        found = connection.execute(f"describe from {file}").fetchall()[:-1]
        types = {name: type_ for name, type_, *_ in found}
        columns = column_names(list(types), where)
        empty_tables(connection, columns)
        texts = "".join(f", {exact_text(quoted(name), type_)}" for name, type_ in types.items())
        connection.execute(f"insert into records select file_row_number + 1{texts} from {file}")
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise LoadError(f"{where}: the file cannot be read as Parquet: {reason}") from None
    exact = zip(columns, types.values(), strict=True)
    return Records(where, columns, frozenset(name for name, type_ in exact if type_ != "VARCHAR"))
