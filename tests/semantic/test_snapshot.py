"""Reading a snapshot: bound to one, never beyond it, and clear about what is wrong."""

import json
from decimal import Decimal

import duckdb
import pytest

from semantic.errors import NoSuchSnapshotError, NothingPublishedError, SnapshotError
from semantic.publish import publish
from semantic.snapshot import Snapshots


@pytest.fixture
def two(warehouse, state, run):
    """Publish, correct two amounts and a name, publish again; return both ids."""
    first = publish(warehouse, state, run)
    warehouse.execute(
        """
        update core.event set amount = amount + 1 where event_id = 'e1';
        delete from core.person where person_id = 'p3';
        insert into core.person values ('p4', 'New', null, null, null, 'EUR'),
            ('p5', 'Newer', null, null, null, 'EUR');
        update sales_commission.earning set amount = 0 where payee_id = 'p1';
        """
    )
    return first.id, publish(warehouse, state, run).id


def test_nothing_published_yet(state):
    with pytest.raises(NothingPublishedError, match="perfos run"):
        Snapshots(state).open()
    assert Snapshots(state).list() == []


def test_back_and_forth(state, two):
    first, second = two
    snapshots = Snapshots(state)
    assert snapshots.current().id == second
    snapshots.use(first)
    assert snapshots.current().id == first
    assert [manifest.id for manifest in snapshots.list()] == [second, first]


def test_an_open_snapshot_stays_where_it_is(state, two):
    snapshots = Snapshots(state)
    with snapshots.open(two[0]) as bound:
        snapshots.use(two[1])
        assert bound.execute("select count(*) from core.person").fetchone() == (3,)


TRICKS = (
    "..",
    "../demo",
    "../../etc/passwd",
    "/etc",
    "",
    ".",
    "current.json",
    "20250101T000000000Z-deadbeef",
    "20250101T000000000Z-deadbeef/../x",
    "20250101T000000000Z-deadbeef\n",
    "x'; drop table t; --",
    "\x00",
)


def test_an_id_never_leads_out_of_the_folder(state, two):
    snapshots = Snapshots(state)
    for snapshot_id in TRICKS:
        for act in (snapshots.use, snapshots.get, snapshots.verify):
            with pytest.raises(NoSuchSnapshotError):
                act(snapshot_id)
    assert snapshots.current().id == two[1]


def test_a_damaged_pointer_says_what_to_do(state, two):
    for text in ("", "{", "[]", '{"snapshot": "../x"}', '{"id": "x"}', "\x00"):
        (state.published / "current.json").write_text(text)
        with pytest.raises(SnapshotError, match="perfos snapshot"):
            Snapshots(state).open()
    Snapshots(state).use(two[0])
    assert Snapshots(state).current().id == two[0]


def test_a_doctored_manifest_is_refused(state, two):
    path = state.published / two[1] / "manifest.json"
    content = json.loads(path.read_text())
    content["tables"]["../../x"] = content["tables"]["core.event"]
    path.write_text(json.dumps(content))
    with pytest.raises(SnapshotError, match="damaged"):
        Snapshots(state).open()


def test_a_query_cannot_leave_its_snapshot(state, two, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    other = state.published / two[0] / "core" / "event.parquet"
    with Snapshots(state).open() as snapshot:
        for query in (
            f"from read_csv('{tmp_path}/secret.csv')",
            f"copy core.person to '{tmp_path}/out.csv'",
            "from read_parquet('{}')".format(str(other).replace("'", "''")),
            f"attach '{tmp_path}/x.duckdb'",
            "set enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                snapshot.execute(query)


def test_verify_names_the_file(state, two):
    snapshots = Snapshots(state)
    assert snapshots.verify(two[1]) == []
    folder = state.published / two[1]
    (folder / "core" / "event.parquet").unlink()
    person = folder / "core" / "person.parquet"
    person.chmod(0o644)
    person.write_bytes(person.read_bytes()[:-1] + b"x")
    problems = snapshots.verify(two[1])
    assert len(problems) == 2
    assert "event.parquet is missing" in problems[0]
    assert "person.parquet is not what was published" in problems[1]


def test_diff_counts_by_key_and_sums_by_currency(state, two):
    difference = Snapshots(state).diff(*two)
    event = difference["core.event"]
    assert (event.added, event.removed, event.changed) == (0, 0, 1)
    assert event.amounts["EUR"] == (Decimal(61000), Decimal(61001))
    assert event.amounts["USD"] == (Decimal(77000), Decimal(77000))
    person = difference["core.person"]
    assert (person.rows_before, person.rows_after) == (3, 4)
    assert (person.added, person.removed, person.changed) == (2, 1, 0)
    # A table without a key of its own is compared by whole rows.
    earning = difference["sales_commission.earning"]
    assert (earning.added, earning.removed, earning.changed) == (2, 2, 0)
    assert difference["core.customer"].is_same


def test_diff_of_tables_that_come_and_go(warehouse, state, run):
    first = publish(warehouse, state, run)
    warehouse.execute(
        "drop table core.person; create table core.product as select 'x' as product_id;"
        "alter table core.customer add column country varchar"
    )
    second = publish(warehouse, state, run)
    difference = Snapshots(state).diff(first.id, second.id)
    assert difference["core.person"].removed == 3
    assert difference["core.product"].added == 1
    assert difference["core.customer"].changed == 0
