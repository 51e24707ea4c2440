"""What is published, what is not, and what a snapshot says about itself."""

import hashlib
import json
import shutil
from decimal import Decimal

import pytest

from semantic.publish import publish
from semantic.snapshot import Snapshots

PUBLISHED = {
    "core.company",
    "core.currency",
    "core.customer",
    "core.event",
    "core.person",
    "core.plan_component",
    "ledger.ledger_entries",
    "ledger.payee_balance",
    "ledger.period",
    "ledger.run_log",
    "ledger.statement_line",
    "quality.quarantine",
    "quality.reconciliation",
    "sales_commission.attainment",
    "sales_commission.credit",
    "sales_commission.earning",
}


def test_public_tables_and_no_others(warehouse, state, run):
    manifest = publish(warehouse, state, run)
    assert manifest.is_new
    assert set(manifest.tables) == PUBLISHED
    files = {
        f"{path.parent.name}.{path.stem}"
        for path in (state.published / manifest.id).glob("*/*.parquet")
    }
    assert files == PUBLISHED


def test_manifest_says_what_is_there(warehouse, state, run):
    manifest = publish(warehouse, state, run)
    folder = state.published / manifest.id
    written = json.loads((folder / "manifest.json").read_text())
    assert written["packages"] == {"sales_commission": "1.0.0"}
    assert {written[key] for key in ("run_id", "actor", "reason", "config_hash")} == {
        "run-1", "anna", "first", "c0ffee",
    }  # fmt: skip
    info = written["tables"]["core.event"]
    assert info["rows"] == 4
    assert info["columns"]["amount"] == "DECIMAL(28,6)"
    assert info["columns"]["dims"] == "MAP(VARCHAR, VARCHAR)"
    content = (folder / "core" / "event.parquet").read_bytes()
    assert info["sha256"] == hashlib.sha256(content).hexdigest()
    assert info["bytes"] == len(content)


def test_every_value_comes_back_as_it_was(warehouse, state, run):
    publish(warehouse, state, run)
    with Snapshots(state).open() as snapshot:
        for table in PUBLISHED - {"sales_commission.attainment"}:
            query = f"select * from {table} order by all"
            assert snapshot.execute(query).fetchall() == warehouse.execute(query).fetchall()
            assert snapshot.execute(f"describe {table}").fetchall()
        described = "select column_name, column_type from (describe ledger.ledger_entries)"
        assert snapshot.execute(described).fetchall() == warehouse.execute(described).fetchall()


def test_a_sum_too_wide_for_parquet_keeps_its_digits(warehouse, state, run):
    publish(warehouse, state, run)
    with Snapshots(state).open() as snapshot:
        (value,) = snapshot.execute(
            "select distinct big from sales_commission.attainment"
        ).fetchone()
    assert value == Decimal(9007199254740993)


def test_nothing_new_when_nothing_changed(warehouse, state, run):
    first = publish(warehouse, state, run)
    warehouse.execute("insert into ledger.run_log select 2, 'run-2', * exclude (run_no, run_id) "
                      "from ledger.run_log")  # fmt: skip
    warehouse.execute("create or replace table core.person as from core.person order by name")
    second = publish(warehouse, state, run | {"run_id": "run-2"})
    assert not second.is_new
    assert second == first
    assert Snapshots(state).ids() == [first.id]


@pytest.mark.parametrize(
    "change",
    [
        "update core.person set email = 'x' where person_id = 'p2'",
        "update core.event set amount = amount + 0.000001 where event_id = 'e1'",
        "update core.event set dims = map {'stage': 'Lost'} where event_id = 'e1'",
        "insert into core.currency from core.currency where currency = 'EUR'",
        "delete from quality.quarantine where source_id is null",
        "alter table core.customer rename parent_id to owner_id",
        "alter table core.currency alter minor_unit type bigint",
        "drop table quality.reconciliation",
        "create table core.product as select 'x' as product_id where false",
        "update core.customer set name = parent_id, parent_id = name",
    ],
)
def test_any_change_is_published(warehouse, state, run, change):
    first = publish(warehouse, state, run)
    warehouse.execute(change)
    second = publish(warehouse, state, run)
    assert second.is_new
    assert Snapshots(state).ids() == [second.id, first.id]
    assert Snapshots(state).current() == second


def test_the_last_ones_are_kept(warehouse, state, run):
    made = []
    for number in range(5):
        warehouse.execute(f"update core.company set title = 'v{number}'")
        made.append(publish(warehouse, state, run, keep=3).id)
    assert Snapshots(state).ids() == made[:1:-1]
    assert not list(state.published.glob(".tmp-*"))


def test_the_current_one_is_kept_when_the_clock_was_ahead(warehouse, state, run):
    first = publish(warehouse, state, run)
    ahead = f"2099{first.id[4:]}"
    shutil.copytree(state.published / first.id, state.published / ahead)
    warehouse.execute("update core.company set title = 'new'")
    second = publish(warehouse, state, run, keep=1)
    assert Snapshots(state).ids() == [ahead, second.id]
    assert Snapshots(state).current() == second


def test_publishing_goes_on_from_a_damaged_pointer(warehouse, state, run):
    publish(warehouse, state, run)
    (state.published / "current.json").write_text("{")
    assert publish(warehouse, state, run).is_new
    assert Snapshots(state).current()


def test_nothing_to_keep_is_refused(warehouse, state, run):
    with pytest.raises(ValueError, match="keep is 0"):
        publish(warehouse, state, run, keep=0)
