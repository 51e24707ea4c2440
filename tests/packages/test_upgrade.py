"""An upgrade from its first question to its rollback, on a company that runs a small package."""

from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from orchestration.period_run import StepFailed
from orchestration.upgrade_jobs import ROLLBACK, UPGRADE
from orchestration.upgrade_run import run_upgrade
from packages.upgrade import shadow
from tests.journeys.small import ledger, query, run, write_deals
from tests.packages import bonus
from tests.packages.bonus import TOO_MUCH, says

CENT = Decimal("0.01")


class Story:
    """A company and what is done with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = bonus.company(folder)
        run(self.folder)
        self.files = files(folder)

    def upgrade(self, version: str, approver: str = "") -> None:
        """Ask for a version."""
        asked = {"package": "bonus", "version": version, "actor": "ann", "approver": approver}
        run_upgrade(self.folder, None, UPGRADE, asked)

    def refused(self, version: str, approver: str = "") -> str:
        """Return why an upgrade ended, after a look at what must not have changed."""
        before, active = ledger(), bonus.active()
        with pytest.raises(StepFailed) as failed:
            self.upgrade(version, approver)
        assert ledger() == before
        assert bonus.active() == active
        assert bonus.last().status == "stopped"
        assert not bonus.last().sandbox.folder.exists()
        return str(failed.value)


def files(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file of a folder."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_a_version_is_tried_approved_and_rolled_back(tmp_path: Path) -> None:
    story = Story(tmp_path / "small")
    exact = bonus.standing()
    bonus.version("1.1.0", says("amounts"))

    # Nobody approves: the diff is there, and nothing else happened.
    assert "17 postings would change" in story.refused("1.1.0")
    found = bonus.last().found("compare_postings")
    assert (found["changed"], found["new"], found["gone"], found["sealed"]) == (17, 0, 0, 0)
    assert [(one["model"], one["what"]) for one in found["models"]] == [("bonus", "changed")]
    assert found["totals"][0]["difference"] == "0.170000"
    lines = duckdb.sql(f"from '{bonus.last().folder}/diff.parquet'").to_arrow_table().to_pylist()
    assert {line["difference"] for line in lines} == {CENT}
    assert {line["models"] for line in lines} == {"bonus"}
    assert all(line["figures"].startswith("amount: ") for line in lines)
    page = (bonus.last().folder / "diff.html").read_text()
    assert all(line["source_id"] in page for line in lines)
    assert "http" not in page.replace("http-equiv", "")

    # Approved: the ledger says what the diff said, by adjustment.
    story.upgrade("1.1.0", "carol")
    assert bonus.active() == "1.1.0"
    assert bonus.last().found("checked_run")["entries_posted"] == 34
    changed = {line["posting_key"] for line in lines}
    assert bonus.standing() == {
        key: amount + (CENT if key in changed else 0) for key, amount in exact.items()
    }

    # By hand: what 1.1.0 changed is changed back, and only that.
    run_upgrade(story.folder, None, ROLLBACK, {"package": "bonus", "actor": "ann", "reason": "no"})
    assert bonus.active() == "1.0.0"
    assert bonus.standing() == exact
    assert files(story.folder) == story.files
    assert query("select count(*) from ledger.ledger_entries") == [(114 + 34 + 34,)]
    schemas = {name for (name,) in query("select schema_name from duckdb_schemas()")}
    assert not [name for name in schemas if name.startswith(shadow.PREFIX)]


@pytest.mark.proof
def test_a_broken_version_changes_nothing(tmp_path: Path, monkeypatch) -> None:
    story = Story(tmp_path / "small")
    exact = bonus.standing()
    amount = ("models/bonus.sql", bonus.AMOUNT)
    luck = "case when event.amount > 100 then floor(random() * 1000) else 0 end"
    postings, sign = "models/bonus__postings.sql", "bonus.amount * line.sign as"
    broken = {
        "1.0.1": ([], "1.0.1 is a patch of 1.0.0 and changes pay"),
        "1.1.1": ([(postings, sign, "bonus.amount * line.sign + 1 as")], "every_posting_balances"),
        "1.1.2": ([(*amount, "cast(event.event_id as decimal)")], "Could not convert string"),
        "1.1.3": ([(*amount, f"{bonus.AMOUNT} + {luck}")], "is not deterministic"),
    }
    for number, (edits, why) in broken.items():
        bonus.version(number, *edits)
        assert why in story.refused(number, "carol"), number
    monkeypatch.setattr(shadow, "GRACE", 3.0)
    monkeypatch.setattr(shadow, "TIMES", 0)
    endless = "(select count(*) from range(1000000000000) as one, range(1000000000000) as two)"
    bonus.version("1.1.4", (*amount, endless))
    assert "was stopped after" in story.refused("1.1.4", "carol")
    monkeypatch.setattr(shadow, "GRACE", 60.0)

    # A deal arrives that the next version stumbles over: it is rolled back by itself.
    write_deals(story.folder, [f"NEW,2026-03-11,{TOO_MUCH}.00,EUR,ann,won"], "deals_more.csv")
    story.files = files(story.folder)
    with_new = exact | {"bonus/ann/NEW/sale": Decimal(TOO_MUCH) / 50}
    bonus.version("1.2.0", _stumbles())
    with pytest.raises(StepFailed, match=r"bonus 1\.2\.0 was rolled back, bonus 1\.0\.0 is active"):
        story.upgrade("1.2.0")
    assert bonus.last().status == "rolled back"
    assert bonus.active() == "1.0.0"
    assert bonus.standing() == with_new


def _stumbles() -> tuple[str, str, str]:
    late = f"case when event.amount = {TOO_MUCH} then cast(event.event_id as decimal) else 0 end"
    return "models/bonus.sql", bonus.AMOUNT, f"{bonus.CUT[2]} + {late}"
