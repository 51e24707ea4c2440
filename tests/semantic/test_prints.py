"""What the rows of a snapshot come from is known, so that the next one can take its files."""

from semantic.publish import publish
from semantic.snapshot import Snapshots


def test_what_the_same_rows_come_from_now_is_noted(warehouse, state, run):
    first = publish(warehouse, state, run, {"core.event": "made of this"})
    again = publish(warehouse, state, run, {"core.event": "made of that"})
    assert again.id == first.id and not again.is_new
    noted = Snapshots(state).current()
    assert noted.tables["core.event"].print == "made of that"
    assert {name: one.sha256 for name, one in noted.tables.items()} == {
        name: one.sha256 for name, one in first.tables.items()
    }
    assert not Snapshots(state).verify(noted.id)


def test_a_file_of_the_same_print_is_linked(warehouse, state, run):
    first = publish(warehouse, state, run, {"core.event": "made of this"})
    warehouse.execute("update core.person set email = 'x' where person_id = 'p2'")
    second = publish(warehouse, state, run, {"core.event": "made of this"})
    folder = Snapshots(state).folder
    before, after = (folder / one.id / "core" / "event.parquet" for one in (first, second))
    assert after.samefile(before)
