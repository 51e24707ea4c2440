"""JSON Lines files: one object per line."""

import json
from pathlib import Path

import duckdb

from ingestion.door.names import literal, object_columns, quoted
from ingestion.door.records import Records, empty_tables, exact_text
from ingestion.files.text import decode, is_damaged, read_lines


def read_jsonl(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    where: str,
    used: set[str],
    encoding: str | None,
    folder: Path,
) -> Records:
    """Read a JSON Lines file into the scratch tables; lines that hold no object are broken.

    The columns are the keys of all objects. A nested value stays JSON. Numbers are the doubles that
    JSON means by them, written as shortly as they can be.

    Args:
        connection: The scratch database.
        path: The file.
        where: What an error calls it.
        used: The columns of a file that has no object.
        encoding: As declared, or None.
        folder: For temporary files.

    Raises:
        LoadError: The file cannot be read as text, or two keys have the same name.
    """
    text = folder / "text.jsonl"
    decode(path, encoding, where, text)
    read_lines(connection, text, where)
    text.unlink()
    connection.execute(
        "create or replace table texts as select rowid + 1 as _row, line, "
        "coalesce(try(json_type(line)) = 'OBJECT', false) "
        f"and not {is_damaged('line', encoding)} as is_whole "
        "from lines where trim(line) <> ''"
    )
    keys = connection.execute(
        "select distinct unnest(json_keys(line)) as key from texts where is_whole order by key"
    ).fetchall()
    found = [key for (key,) in keys] or sorted(used)
    columns = object_columns(found, where)
    empty_tables(connection, columns)
    connection.execute("insert into broken select _row, line from texts where not is_whole")
    exact = _read_objects(connection, dict(zip(columns, found, strict=True))) if keys else []
    connection.execute("drop table lines; drop table texts")
    return Records(where, columns, frozenset(exact))


def _read_objects(connection: duckdb.DuckDBPyConnection, keys: dict[str, str]) -> list[str]:
    """Read the objects into `records`; return the columns that hold no string, but numbers."""
    structure = json.dumps({key: "JSON" for key in keys.values()})
    values = ", ".join(f"object.{quoted(key)} as {quoted(name)}" for name, key in keys.items())
    connection.execute(
        f"create or replace table objects as select _row, {values} from (select _row, "
        f"json_transform(line, {literal(structure)}) as object from texts where is_whole)"
    )
    strings = ", ".join(f"bool_or(starts_with({quoted(name)}::varchar, '\"'))" for name in keys)
    found = connection.execute(f"select {strings} from objects").fetchone() or ()
    exact = [name for name, has_string in zip(keys, found, strict=True) if not has_string]
    texts = ", ".join(
        exact_text(f"({quoted(name)} ->> '$')", "DOUBLE" if name in exact else "VARCHAR")
        for name in keys
    )
    connection.execute(f"insert into records select _row, {texts} from objects")
    connection.execute("drop table objects")
    return exact
