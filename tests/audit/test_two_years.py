"""24 months of the demo company, closed one after the other with late changes, and replayed."""

import csv
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest

from audit.archive import Archive
from audit.keys import create_key
from audit.replay import replay
from orchestration.period_run import run_step
from orchestration.run import run_company
from perfos.demo import generate
from perfos.paths import state_of
from tests.journeys.small import query

STEPS = {"submit": "anna.keller", "approve": "ben.weber", "close": "clara.fischer"}
"""Who takes which step, as the demo company's access.yml has it."""
LATE = """
select posting_period, count(*)
from ledger.ledger_entries
where kind = 'adjustment' and period < posting_period
    and posting_period in (select period from ledger.seal)
group by posting_period
order by posting_period
"""
AMOUNT = re.compile(r"\d+\.\d\d")
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]


def change(folder: Path, period: str, rng: random.Random) -> None:
    """Raise the amounts of some deals that were won in months before."""
    for path in sorted((folder / "data" / "crm").glob("opportunities_*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        won = [
            row
            for row in rows
            if row["close_date"] < period
            and row["is_won"] == "true"
            and AMOUNT.fullmatch(row["amount"])
        ]
        for row in rng.sample(won, min(6, len(won))):
            row["amount"] = f"{Decimal(row['amount']) + rng.randrange(100, 900):.2f}"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def close_months(folder: Path, months: list[str]) -> None:
    """Write the demo company, and close its months in order with late changes in each."""
    rng = random.Random(1)
    generate(folder, 1_000, seed=7)
    create_key(folder.name)
    for period in months:
        if period > months[0]:
            change(folder, period, rng)
        run_company(folder)
        for step, actor in STEPS.items():
            run_step(folder, None, step, {"period": period, "actor": actor, "reason": ""})
    late = dict(query(LATE, folder.name))
    assert [late.get(period, 0) > 0 for period in months[1:]] == [True] * (len(months) - 1), late


@pytest.mark.proof
def test_two_years_replay_to_the_same_seals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    close_months(tmp_path / "two_years", MONTHS)
    results = list(replay(Archive(state_of("two_years").archive), tmp_path / "place"))
    assert [(one.period, one.is_same, one.differences) for one in results] == [
        (month, True, []) for month in MONTHS
    ]
    assert sum(one.entries for one in results) > 100
    seconds = sum(one.seconds for one in results)
    with capsys.disabled():
        print(f"\n{len(results)} months replayed in {seconds:.0f} s")
