"""Versions in the ledger: each stays as it was, beside the pay and never in it."""

from datetime import date
from pathlib import Path

import pytest

from audit.archive import Archive
from audit.keys import create_key
from audit.replay import replay
from perfos.paths import state_of
from tests.audit.story import Story
from tests.journeys.small import query, run
from tests.sales_forecast.company import begin, tell

pytestmark = pytest.mark.slow

KEPT = """
select book, posting_key, line_no, account, amount, dims::varchar, explain, kind, run_id
from ledger.ledger_entries
where starts_with(book, 'forecast:') order by all
"""
PAID = "select * exclude (run_id, recorded_at) from ledger.statement_line order by all"
MODELS = "select learned_on, data_hash, model_hash from control.learned_model order by all"


def test_a_version_stays_as_it_was_and_pays_nobody(tmp_path: Path):
    story = Story(begin(tmp_path / "small"), tmp_path, [])
    create_key("small")
    tell(story.folder, date(2026, 3, 31))
    run(story.folder)
    first, paid, models = query(KEPT), query(PAID), query(MODELS)
    assert {row[0] for row in first} == {
        *(
            f"forecast:2025-{month:02}-{day}"
            for month, day in ((9, 30), (10, 31), (11, 30), (12, 31))
        ),
        *(f"forecast:2026-{month:02}-{day}" for month, day in ((1, 31), (2, 28), (3, 31))),
    }
    assert {row[7] for row in first} == {"original"}
    assert query("select count(*) from ledger.payee_balance where payee_id is null") == [(0,)]
    assert len(models) == 2

    story.close("2026-01")
    tell(story.folder, date(2026, 6, 30))
    run(story.folder)
    later = query(KEPT)
    assert set(first) <= set(later)
    new = {row[0] for row in set(later) - set(first)}
    assert new == {"forecast:2026-04-30", "forecast:2026-05-31", "forecast:2026-06-30"}
    assert query(MODELS)[:2] == models
    assert query(PAID) == paid

    (again,) = replay(Archive(state_of("small").archive), tmp_path / "place")
    assert again.is_same, again.differences
