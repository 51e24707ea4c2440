"""The values that are offered to a CRM: each one SQL file over the published snapshot."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import sqlglot
from sqlglot import exp

from perfos.company.writeback import Target
from semantic.manifest import Manifest, identifier, literal
from writeback.errors import WritebackError

FOLDER = Path(__file__).parent / "sql"
COMMISSION = "expected.commission"
"""What open deals are expected to pay: asked of the plans, and no table of the snapshot."""
_ID = {"opportunity": "opportunity_id", "person": "person_id"}
# Exact text: a decimal loses the zeros at its end, and never becomes floating point.
_TEXT = """case
        when typeof(given.value) like 'DECIMAL%'
            then regexp_replace(cast(given.value as varchar), '\\.?0+$', '')
        else cast(given.value as varchar)
    end"""


def sql_of(of: str, value: str) -> str:
    """Return the SQL of a value, with the columns `id` and `value`, of opportunities or persons."""
    file = FOLDER / of / f"{value}.sql"
    if of == "opportunity" and not file.is_file():
        return (
            "select deal.opportunity_id as id, owner.value from core.opportunity as deal "
            f"inner join (\n{sql_of('person', value)}) as owner on deal.owner_id = owner.id"
        )
    return file.read_text(encoding="utf-8")


def tables_of(sql: str) -> set[str]:
    """Return the tables that a query reads, as `schema.table`."""
    found = sqlglot.parse_one(sql, dialect="duckdb").find_all(exp.Table)
    return {f"{table.db}.{table.name}" for table in found if table.db}


def offered(
    snapshot: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    target: Target,
    other_crms: list[str],
    commission: Callable[[], pa.Table],
) -> pa.Table:
    """Return what each record shall be told: record_id, field, value; null where nothing is known.

    Args:
        snapshot: The opened snapshot.
        manifest: What is in it.
        target: The object of the CRM.
        other_crms: Sources whose records this CRM does not know.
        commission: Called where it is needed: returns the table `expected.commission`.

    Raises:
        WritebackError: The snapshot lacks a table, or two rows have the same record.
    """
    queries = {field: sql_of(target.of, value) for field, value in target.fields.items()}
    _check_tables(manifest, target, {field: tables_of(sql) for field, sql in queries.items()})
    if any(COMMISSION in tables_of(sql) for sql in queries.values()):
        snapshot.register("expected_commission", commission())
        snapshot.execute("create schema if not exists expected")
        snapshot.execute(f"create or replace table {COMMISSION} as from expected_commission")
    snapshot.execute("set variable published_month = $month", {"month": manifest.created_at[:7]})
    records = f"({_records(target, other_crms)})"
    twice = snapshot.execute(
        f"select record_id from {records} group by all having count(*) > 1 order by all limit 1"
    ).fetchone()
    if twice:
        raise WritebackError(
            f"{target.to}.{target.object}: two rows of core.{target.of} are the record "
            f"{twice[0]}; `key` in writeback.yml has to tell records apart"
        )
    parts = [
        f"select record.record_id, {literal(field)} as field, {_TEXT} as value\n"
        f"from {records} as record left join (\n{sql}) as given on record.id = given.id"
        for field, sql in queries.items()
    ]
    return snapshot.execute(" union all ".join(parts)).to_arrow_table()


def _records(target: Target, other_crms: list[str]) -> str:
    """Return the query of what there is: our id, and that of the record."""
    own = _ID[target.of]
    key = f"dims[{literal(target.key)}]" if target.key else own
    names = ", ".join(literal(name) for name in ["", *other_crms])
    return (
        f"select {own} as id, {key} as record_id from core.{identifier(target.of)} "
        f"where {key} <> '' and coalesce(source_system, '-') not in ({names})"
    )


def _check_tables(manifest: Manifest, target: Target, read: dict[str, set[str]]) -> None:
    for field, tables in read.items():
        missing = sorted(tables - {*manifest.tables, COMMISSION})
        if missing:
            package = missing[0].split(".")[0]
            raise WritebackError(
                f"writeback.yml: {field} of {target.object} is told {target.fields[field]}, which "
                f"is made of {missing[0]}, and snapshot {manifest.id} does not hold that: name the "
                f"rule package {package} in rules.yml, and run"
            )
