"""What each entry must be by itself is asked of it once, as long as nobody touches any."""

import pytest

from orchestration.run import RunFailed
from tests.journeys.ran import Ran, first_run, ran
from tests.journeys.small import query, run, write_deals
from tests.standing.warehouse import built_by, query_to_write

__all__ = ["first_run", "ran"]
pytestmark = pytest.mark.slow


def test_what_an_entry_says_is_asked_again_once_any_was_changed(ran: Ran) -> None:
    """The last two runs have proven all entries; the ledger is hashed all the same."""
    run(ran.folder)
    assert query("select count(distinct run_id) from ledger.proven") == [(1,)]
    query_to_write(
        "update ledger.ledger_entries set explain = '{}' where explain = "
        "(select min(explain) from ledger.ledger_entries)"
    )
    with pytest.raises(RunFailed, match="assert_every_entry_fits_its_hash"):
        run(ran.folder)
    with pytest.raises(RunFailed, match="assert_every_entry_fits_its_hash"):
        run(ran.folder)


def test_an_entry_of_a_later_run_is_asked_too(ran: Ran) -> None:
    write_deals(ran.folder, [*ran.lines, "D99999,2026-06-30,5000.00,EUR,ann,won"])
    again = run(ran.folder)
    assert again.entries_posted > 0
    assert "assert_every_entry_fits_its_hash" in built_by(again.run_id, "test")
    assert query("select count(distinct run_id) from ledger.proven") == [(2,)]
