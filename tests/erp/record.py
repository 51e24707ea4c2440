"""Record what Tryton has filled: `recorded.sql` and `recorded.json`, which quick tests read.

python -m tests.erp.record postgresql://user:password@host/name
"""

import re
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from tests.erp.company import READY

HERE = Path(__file__).parent


def recorded(connection: psycopg.Connection) -> str:
    """Return SQL that makes the tables that the mapping reads, with the columns that it names."""
    mapping = (READY / "tryton.yml").read_text()
    words = set(re.findall(r"\w+", mapping))
    tables = set(re.findall(r"(?:from|join) \"?([a-z][\w-]+)", mapping))
    parts = [
        "-- What tests.erp.tryton.fill made of a Tryton database; written by tests.erp.record."
    ]
    for table in sorted(tables):
        columns = connection.execute(
            "select column_name, data_type from information_schema.columns "
            "where table_name = %s order by ordinal_position",
            (table,),
        ).fetchall()
        kept = [(name, type_) for name, type_ in columns if name in words]
        if kept:
            parts += [_created(table, kept, connection), *_inserted(table, kept, connection)]
    return "\n".join(parts) + "\n"


def _created(table: str, columns: list, connection: psycopg.Connection) -> str:
    listed = sql.SQL(", ").join(
        sql.SQL("{} " + type_).format(sql.Identifier(name)) for name, type_ in columns
    )
    made = sql.SQL("create table {} ({}, primary key (id));").format(sql.Identifier(table), listed)
    return made.as_string(connection)


def _inserted(table: str, columns: list, connection: psycopg.Connection) -> list[str]:
    names = sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns)
    asked = sql.SQL("select {} from {} order by 1").format(names, sql.Identifier(table))
    rows = [
        sql.SQL("({})").format(sql.SQL(", ").join(map(sql.Literal, row))).as_string(connection)
        for row in connection.execute(asked).fetchall()
    ]
    head = sql.SQL("insert into {} values").format(sql.Identifier(table)).as_string(connection)
    return [head, ",\n".join(rows) + ";"] if rows else []


if __name__ == "__main__":
    with psycopg.connect(sys.argv[1]) as connection:
        (HERE / "recorded.sql").write_text(recorded(connection))
