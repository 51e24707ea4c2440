"""Long tables are written where something changed, and everywhere where that is asked for."""

import duckdb
import pytest

from perfos.paths import state_of
from semantic.snapshot import Snapshots
from tests.journeys.ran import Ran, first_run, ran
from tests.journeys.small import query, run, write_deals
from tests.standing.warehouse import built_by, query_to_write
from transform.standing.aside import set_aside
from transform.standing.built import Built

__all__ = ["first_run", "ran"]
pytestmark = pytest.mark.slow

BY_QUARTER = """
select quarter(occurred_on), count(*), count(*) filter (multiplier = 7)
from sales_commission.way group by 1 order by 1
"""
MARK = "update sales_commission.way set multiplier = 7"
LONG = {"way", "pay", "posted_transfer"}


def published() -> list[tuple]:
    """Return the published pay of the first quarter: how many rows, and how many are marked."""
    snapshots = Snapshots(state_of("small"))
    file = snapshots.folder / snapshots.current_id() / "sales_commission/earning.parquet"
    return duckdb.sql(
        f"select count(*) > 0, count(*) filter (multiplier = 7) from '{file}' "
        "where occurred_on < date '2026-04-01'"
    ).fetchall()


def test_only_the_window_of_what_changed_is_written_again(ran: Ran) -> None:
    query_to_write(MARK)
    write_deals(ran.folder, [*ran.lines, "D99999,2026-06-30,5000.00,EUR,ann,won"])
    second = run(ran.folder)
    assert built_by(second.run_id) >= LONG
    (before, before_rows, before_marked), (after, after_rows, after_marked) = query(BY_QUARTER)
    assert (before, after) == (1, 2)
    assert before_rows == before_marked > 0
    assert after_rows > 0 == after_marked
    assert second.entries_posted == 2

    late = [line.replace("1000.25", "1500.25") for line in ran.lines]
    write_deals(ran.folder, late)
    third = run(ran.folder)
    assert [marked for _, _, marked in query(BY_QUARTER)] == [0, 0]
    everything = run(ran.folder, everything=True)
    assert third.entries_posted > everything.entries_posted == 0


def test_everything_is_written_anew_where_that_is_asked_for(ran: Ran) -> None:
    """The published files, too: an earlier one with the same print may be what is doubted."""
    query_to_write(MARK.replace("way", "pay"))
    write_deals(ran.folder, [*ran.lines, "D99999,2026-06-30,5000.00,EUR,ann,won"])
    run(ran.folder)
    ((is_there, marked),) = published()
    assert is_there and marked > 0
    run(ran.folder, everything=True)
    assert published() == [(True, 0)]


def test_what_comes_back_after_an_upgrade_is_not_taken_for_what_was_written_last(ran: Ran) -> None:
    kept = (
        "select table_name from duckdb_tables() "
        "where schema_name = 'sales_commission' and table_name like '%\\_\\_kept' escape '\\'"
    )
    assert {name for (name,) in query(kept)} == {f"{name}__kept" for name in LONG}
    with duckdb.connect(str(state_of("small").warehouse)) as connection:
        set_aside(Built(connection), "performance_os")
    assert query(kept) == []
    write_deals(ran.folder, [*ran.lines, "D99999,2026-06-30,5000.00,EUR,ann,won"])
    assert run(ran.folder).entries_posted == 2
