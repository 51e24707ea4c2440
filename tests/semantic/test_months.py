"""A large table is published as a file for each month, and a month that stays is linked."""

from pathlib import Path

import duckdb
import pytest

from perfos.paths import State
from semantic import table_files
from semantic.manifest import MANIFEST, Manifest
from semantic.publish import publish
from semantic.snapshot import Snapshots

LEDGER = "ledger.ledger_entries"
ANOTHER = """
insert into ledger.ledger_entries
select * replace ('new' as entry_id) from ledger.ledger_entries where posting_period = '2025-02'
"""


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """Have every table that has a row and a month count as large."""
    monkeypatch.setattr(table_files, "LARGE", 1)


def folder_of(state: State, manifest: Manifest) -> Path:
    return Snapshots(state).folder / manifest.id


def test_a_table_is_read_whole_from_its_months(warehouse, state, run):
    published = publish(warehouse, state, run)
    info = published.tables[LEDGER]
    expected = warehouse.sql(
        f"select posting_period, count(*) from {LEDGER} group by all order by all"
    ).fetchall()
    assert [(month, part.rows) for month, part in info.months.items()] == expected
    with Snapshots(state).open() as snapshot:
        for table in (LEDGER, "core.event", "ledger.statement_line"):
            rows = [
                base.sql(f"from {table} order by all").fetchall() for base in (warehouse, snapshot)
            ]
            assert rows[0] == rows[1]
            assert published.tables[table].rows == len(rows[0])


def test_a_view_is_published_as_a_table_is(warehouse, state, run):
    table = publish(warehouse, state, run)
    warehouse.execute("create table staging.event as from core.event; drop table core.event")
    warehouse.execute("create view core.event as from staging.event")
    view = publish(warehouse, state, run)
    assert view.id == table.id and not view.is_new
    assert not warehouse.sql("from duckdb_tables() where temporary").fetchall()


def test_only_a_month_that_changed_is_written(warehouse, state, run):
    first = publish(warehouse, state, run)
    warehouse.execute(ANOTHER)
    second = publish(warehouse, state, run)
    same = {
        month: (folder_of(state, second) / "ledger/ledger_entries" / f"{month}.parquet").samefile(
            folder_of(state, first) / "ledger/ledger_entries" / f"{month}.parquet"
        )
        for month in second.tables[LEDGER].months
    }
    assert not same.pop("2025-02") and same and all(same.values())
    assert Snapshots(state).diff(first.id, second.id)[LEDGER].added > 0
    assert not Snapshots(state).verify(second.id)


def test_the_content_is_the_same_however_many_files(warehouse, state, run, monkeypatch):
    months = publish(warehouse, state, run)
    monkeypatch.setattr(table_files, "LARGE", 1_000_000)
    whole = publish(warehouse, state, run)
    assert whole.id == months.id and not whole.is_new


def test_a_table_of_the_same_print_is_linked_month_by_month(warehouse, state, run):
    first = publish(warehouse, state, run, {LEDGER: "made of this"})
    warehouse.execute("update core.person set email = 'x' where person_id = 'p2'")
    second = publish(warehouse, state, run, {LEDGER: "made of this"})
    for month in first.tables[LEDGER].months:
        before, after = (
            folder_of(state, one) / "ledger/ledger_entries" / f"{month}.parquet"
            for one in (first, second)
        )
        assert after.samefile(before)


def test_a_damaged_month_is_found_and_written_again(warehouse, state, run):
    first = publish(warehouse, state, run)
    file = folder_of(state, first) / "ledger/ledger_entries/2025-01.parquet"
    file.chmod(0o644)
    file.write_bytes(b"not what was published")
    (problem,) = Snapshots(state).verify(first.id)
    assert "2025-01.parquet is not what was published" in problem
    warehouse.execute(ANOTHER)
    second = publish(warehouse, state, run)
    assert not Snapshots(state).verify(second.id)


def test_rows_of_no_month_are_published_too(warehouse, state, run):
    warehouse.execute("update core.event set period = null")
    published = publish(warehouse, state, run)
    assert "other" in published.tables["core.event"].months
    with Snapshots(state).open() as snapshot:
        assert snapshot.sql("from core.event").fetchall()


def test_a_month_that_leads_out_of_the_folder_is_refused(warehouse, state, run):
    published = publish(warehouse, state, run)
    path = folder_of(state, published) / MANIFEST
    path.write_text(path.read_text().replace('"2025-01": {', '"../../x": {'))
    with pytest.raises(ValueError, match="names a table"):
        Manifest.read(path.parent)


def test_a_manifest_of_an_earlier_version_is_one_file(warehouse, state, run, monkeypatch):
    monkeypatch.setattr(table_files, "LARGE", 1_000_000)
    published = publish(warehouse, state, run)
    path = folder_of(state, published) / MANIFEST
    path.write_text(path.read_text().replace(',\n   "months": {}', ""))
    assert "months" not in path.read_text()
    assert not Snapshots(state).verify(published.id)
    with Snapshots(state).open() as snapshot:
        assert isinstance(snapshot, duckdb.DuckDBPyConnection)
        assert snapshot.sql(f"from {LEDGER}").fetchall()
