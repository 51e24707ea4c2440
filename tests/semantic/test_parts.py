"""A large table that is only appended to is published in parts, and a part that stays is linked."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfos.paths import State
from semantic import table_files
from semantic.manifest import MANIFEST, Manifest
from semantic.publish import publish
from semantic.snapshot import Snapshots
from semantic.stretches import GROWTH, Stretch, grouped

LEDGER = "ledger.ledger_entries"
NEXT = """
insert into ledger.ledger_entries
select * replace (entry_id || '-{run}' as entry_id, '{run}' as run_id,
    recorded_at + to_days({days}) as recorded_at)
from ledger.ledger_entries where run_id not in ('next', 'last') limit 1
"""


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """Have every table that is appended to and has a row count as large."""
    monkeypatch.setattr(table_files, "LARGE", 1)


def files(state: State, manifest: Manifest) -> dict[str, Path]:
    folder = Snapshots(state).folder / manifest.id / "ledger" / "ledger_entries"
    return {file.stem: file for file in folder.iterdir()}


def test_a_run_that_posts_little_adds_a_part(warehouse, state, run):
    first = publish(warehouse, state, run)
    warehouse.execute(NEXT.format(run="next", days=1))
    second = publish(warehouse, state, run)
    before, after = files(state, first), files(state, second)
    assert after.keys() - before.keys() and before.keys() < after.keys()
    assert all(after[label].samefile(before[label]) for label in before)
    assert Snapshots(state).diff(first.id, second.id)[LEDGER].added == 1
    assert not Snapshots(state).verify(second.id)


def test_a_table_is_read_whole_from_its_parts(warehouse, state, run):
    warehouse.execute(NEXT.format(run="next", days=1))
    published = publish(warehouse, state, run)
    assert len(published.tables[LEDGER].parts) > 1
    with Snapshots(state).open() as snapshot:
        for table in (LEDGER, "core.event", "ledger.statement_line"):
            rows = [
                one.sql(f"from {table} order by all").fetchall() for one in (warehouse, snapshot)
            ]
            assert rows[0] == rows[1]
            assert published.tables[table].rows == len(rows[0])


def test_rows_of_no_run_are_not_lost(warehouse, state, run):
    warehouse.execute(NEXT.format(run="next", days=1))
    warehouse.execute(f"update {LEDGER} set run_id = null where run_id = 'next'")
    published = publish(warehouse, state, run)
    assert not published.tables[LEDGER].parts
    with Snapshots(state).open() as snapshot:
        rows = snapshot.sql(f"from {LEDGER} order by all").fetchall()
    assert rows == warehouse.sql(f"from {LEDGER} order by all").fetchall()


def test_parts_of_little_are_put_together(warehouse, state, run):
    publish(warehouse, state, run)
    warehouse.execute(NEXT.format(run="next", days=1))
    warehouse.execute(NEXT.format(run="last", days=2))
    published = publish(warehouse, state, run)
    assert [part.rows for part in published.tables[LEDGER].parts.values()][-1] == 2
    assert not Snapshots(state).verify(published.id)


def test_the_content_is_the_same_however_many_files(warehouse, state, run, monkeypatch):
    parts = publish(warehouse, state, run)
    monkeypatch.setattr(table_files, "LARGE", 1_000_000)
    whole = publish(warehouse, state, run)
    assert whole.id == parts.id and not whole.is_new


def test_a_table_of_the_same_print_is_linked_part_by_part(warehouse, state, run):
    first = publish(warehouse, state, run, {LEDGER: "made of this"})
    warehouse.execute("update core.person set email = 'x' where person_id = 'p2'")
    second = publish(warehouse, state, run, {LEDGER: "made of this"})
    before, after = files(state, first), files(state, second)
    assert all(after[label].samefile(before[label]) for label in before)


def test_a_damaged_part_is_found_and_written_again(warehouse, state, run):
    first = publish(warehouse, state, run)
    file, *_ = files(state, first).values()
    file.chmod(0o644)
    file.write_bytes(b"not what was published")
    (problem,) = Snapshots(state).verify(first.id)
    assert f"{file.name} is not what was published" in problem
    warehouse.execute("update core.person set email = 'x' where person_id = 'p2'")
    second = publish(warehouse, state, run)
    assert not Snapshots(state).verify(second.id)


def test_an_old_row_that_was_edited_is_published(warehouse, state, run):
    publish(warehouse, state, run)
    warehouse.execute(f"update {LEDGER} set amount = amount + 1")
    publish(warehouse, state, run)
    with Snapshots(state).open() as snapshot:
        sums = [
            one.sql(f"select sum(amount) from {LEDGER}").fetchall() for one in (warehouse, snapshot)
        ]
        assert sums[0] == sums[1]


def test_a_part_that_leads_out_of_the_folder_is_refused(warehouse, state, run):
    published = publish(warehouse, state, run)
    label, *_ = published.tables[LEDGER].parts
    path = Snapshots(state).folder / published.id / MANIFEST
    path.write_text(path.read_text().replace(f'"{label}": {{', '"../../x": {'))
    with pytest.raises(ValueError, match="names a table"):
        Manifest.read(path.parent)


def test_a_manifest_of_an_earlier_version_has_no_parts(warehouse, state, run, monkeypatch):
    monkeypatch.setattr(table_files, "LARGE", 1_000_000)
    published = publish(warehouse, state, run)
    path = Snapshots(state).folder / published.id / MANIFEST
    path.write_text(path.read_text().replace(',\n   "parts": {}', ""))
    assert "parts" not in path.read_text()
    assert not Snapshots(state).verify(published.id)
    with Snapshots(state).open() as snapshot:
        assert snapshot.sql(f"from {LEDGER}").fetchall()


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=60))
def test_stretches_are_few_and_what_came_first_stays(sizes):
    runs = [Stretch(no, no, (str(no),), rows, rows) for no, rows in enumerate(sizes, start=1)]
    found = grouped(runs)
    assert [one for stretch in found for one in stretch.runs] == [str(run.first) for run in runs]
    assert sum(one.rows for one in found) == sum(one.hashed for one in found) == sum(sizes)
    assert all(a.rows >= GROWTH * b.rows for a, b in pairwise(found))
    before = grouped(runs[:-1])
    shared = len([one for one in before if one in found])
    assert found[:shared] == before[:shared] and len(found) <= shared + 1
