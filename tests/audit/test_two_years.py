"""24 months of the demo company, closed one after the other with late changes, and replayed."""

import csv
import random
import time
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

ACCESS = "people:\n  pat: [preparer]\n  alex: [approver]\n  casey: [controller]\n"
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]


def change(folder: Path, rng: random.Random) -> None:
    """Raise the amount of some deals, whatever month they are of."""
    for path in sorted((folder / "data" / "crm").glob("opportunities_*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rng.sample(rows, min(5, len(rows))):
            if row["amount"].replace(".", "").isdigit():
                row["amount"] = f"{Decimal(row['amount']) + rng.randrange(1, 500):.2f}"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def close_and_replay(root: Path, months: list[str]) -> float:
    """Close the months one after the other, replay them, and return the seconds of the replay."""
    folder, rng = root / "two_years", random.Random(1)
    generate(folder, 1_000, seed=7)
    (folder / "access.yml").write_text(ACCESS)
    create_key("two_years")
    for number, period in enumerate(months):
        if number:
            change(folder, rng)
        run_company(folder)
        for step, actor in (("submit", "pat"), ("approve", "alex"), ("close", "casey")):
            run_step(folder, None, step, {"period": period, "actor": actor, "reason": ""})
    started = time.monotonic()
    results = list(replay(Archive(state_of("two_years")), root / "place"))
    assert [(one.period, one.is_same) for one in results] == [(one, True) for one in months]
    assert sum(one.entries for one in results) > 100
    return time.monotonic() - started


@pytest.mark.proof
def test_two_years_replay_to_the_same_seals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = close_and_replay(tmp_path, MONTHS)
    with capsys.disabled():
        print(f"\n24 months replayed in {seconds:.0f} s")
