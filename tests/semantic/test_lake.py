"""The shared catalogue on a real PostgreSQL: what is published, at once, to whoever reads."""

import duckdb
import pytest

from semantic.errors import LakeError
from semantic.lake import CONTENT, FOLDER, VARIABLE, attach
from semantic.layout import file_of
from semantic.publish import publish
from tests.postgres import postgres_database

__all__ = ["postgres_database"]


@pytest.fixture
def address(postgres_database, monkeypatch):
    """Turn the catalogue on, and return its address."""
    address = postgres_database.replace("+psycopg", "")
    monkeypatch.setenv(VARIABLE, address)
    return address


@pytest.fixture
def read(address):
    """Return a function that asks the catalogue as a reader of its own."""

    def read(query):
        with duckdb.connect() as reader:
            attach(reader, address, "demo")
            return reader.execute(query).fetchall()

    return read


def snapshots(read):
    return [row[0] for row in read("select commit_message from lake.snapshots() offset 1")]


def made(read, table):
    """Return the number that a table gets when it is made."""
    return read(f"select table_id from ducklake_table_info('lake') where table_name = '{table}'")


def test_every_table_is_what_was_published(warehouse, state, run, read):
    manifest = publish(warehouse, state, run)
    total = "select count(*), sum(hash(t)) from {} as t"
    for table in manifest.tables:
        file = state.published / manifest.id / file_of(table)
        with duckdb.connect() as plain:
            published = plain.read_parquet(str(file))
            (wanted,) = published.query("t", total.format("t")).fetchall()
            columns = published.types
        assert read(total.format(f"lake.{table}")) == [wanted], table
        assert [row[1] for row in read(f"describe lake.{table}")] == columns
    said = read(f"select table_name, rows, sha256, snapshot from lake.{CONTENT}")
    infos = manifest.tables.items()
    assert sorted(said) == sorted((name, i.rows, i.sha256, manifest.id) for name, i in infos)


def test_one_publication_is_one_version_and_none_is_none(warehouse, state, run, read):
    publish(warehouse, state, run)
    publish(warehouse, state, run)
    assert len(snapshots(read)) == 1
    events, people = made(read, "event"), made(read, "person")
    before = read("select count(*) from lake.core.event")
    warehouse.execute(
        "delete from core.event where event_id = (select min(event_id) from core.event)"
    )
    after = publish(warehouse, state, run)
    assert len(snapshots(read)) == 2 and snapshots(read)[1].startswith(f"{after.id}: ")
    assert read("select count(*) from lake.core.event at (version => 1)") == before
    assert read("select count(*) from lake.core.event") == [(before[0][0] - 1,)]
    assert made(read, "event") != events and people and made(read, "person") == people


def test_a_table_that_is_gone_is_gone(warehouse, state, run, read):
    publish(warehouse, state, run)
    warehouse.execute("drop table core.customer")
    manifest = publish(warehouse, state, run)
    tables = read(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'lake'"
    )
    assert {name for (name,) in tables} == {*manifest.tables, CONTENT}


def test_what_could_not_be_brought_over_comes_with_the_next_run(
    warehouse, state, run, read, address, monkeypatch
):
    monkeypatch.setenv(VARIABLE, "postgresql://postgres:very-secret@127.0.0.1:1/none")
    with pytest.raises(LakeError, match="published") as told:
        publish(warehouse, state, run)
    assert "very-secret" not in str(told.value)
    monkeypatch.setenv(VARIABLE, address)
    manifest = publish(warehouse, state, run)
    assert not manifest.is_new
    assert read(f"select distinct snapshot from lake.{CONTENT}") == [(manifest.id,)]


def test_a_company_has_a_catalogue_of_its_own(
    warehouse, state, run, address, tmp_path, monkeypatch
):
    monkeypatch.setenv(FOLDER, str(tmp_path / "files"))
    publish(warehouse, state, run)
    assert list((tmp_path / "files").rglob("*.parquet"))
    assert not (state.folder / "lake").exists()
    with duckdb.connect() as reader, pytest.raises(duckdb.Error, match="does not exist"):
        attach(reader, address, "other")


def test_readers_cannot_write(warehouse, state, run, read):
    publish(warehouse, state, run)
    with pytest.raises(duckdb.Error, match="read-only"):
        read("delete from lake.core.event")


def test_without_the_variable_nothing_is_asked_for(warehouse, state, run, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert publish(warehouse, state, run).is_new
    assert not (state.folder / "lake").exists()
