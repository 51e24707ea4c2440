"""Months that were closed: late changes go elsewhere, and they can be calculated again."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from audit.archive import Archive
from audit.refused import Refused
from audit.replay import replay
from orchestration.period_run import StepFailed
from perfos.paths import state_of
from tests.audit.asking import perfos
from tests.audit.conftest import MONTHS
from tests.audit.story import Story
from tests.journeys.small import query

pytestmark = pytest.mark.slow


def test_late_changes_are_posted_in_the_first_open_month(at_home: Story) -> None:
    rows = query(
        "select posting_period, count(*) filter (period < posting_period) > 0 "
        "from ledger.ledger_entries group by all order by all"
    )
    late = dict(rows)
    assert not late["2026-01"]
    assert late["2026-02"]
    assert not late["2026-03"]
    states = dict(query("select period, state from ledger.period where entries > 0"))
    assert [states[month] for month in (*MONTHS, "2026-03")] == ["paid", "closed", "calculated"]


def test_a_late_deal_is_explained(at_home: Story) -> None:
    found = perfos(at_home, "adjustments", "2026-02", "--json").json
    late = {one["event_id"]: one for one in found}["L00001"]
    assert (late["period"], late["before"]) == ("2026-01", "0.000000")
    assert late["cause"].startswith("late: ")
    assert Decimal(late["after"]) == Decimal(late["difference"]) > 0


def test_what_was_paid_is_posted_in_the_first_open_month(at_home: Story) -> None:
    rows = query(
        "select account, sum(amount), any_value(posting_period), any_value(source_id) "
        "from ledger.ledger_entries where package = 'payroll' group by account order by account"
    )
    ((paid, receipt),) = query("select sum(amount), any_value(receipt) from ledger.payment")
    assert paid > 0
    assert rows == [
        ("commission_payable", paid, "2026-02", receipt),
        ("payroll_clearing", -paid, "2026-02", receipt),
    ]


def test_every_month_replays_to_the_same_seal(at_home: Story, tmp_path: Path) -> None:
    # Nothing but the archive goes along: it could be another machine.
    shutil.copytree(state_of("small").archive, tmp_path / "elsewhere")
    archive = Archive(tmp_path / "elsewhere")

    results = list(replay(archive, tmp_path / "place"))

    assert [(one.period, one.is_same, one.differences) for one in results] == [
        (month, True, []) for month in MONTHS
    ]
    assert sum(one.entries for one in results) > 40
    sealed = query("select seal_hash from ledger.seal order by seal_no")
    assert [(one.seal_hash,) for one in results] == sealed


def test_a_changed_input_is_found_by_the_replay(at_home: Story, tmp_path: Path) -> None:
    shutil.copytree(state_of("small").archive, tmp_path / "elsewhere")
    archive = Archive(tmp_path / "elsewhere")
    record, _ = archive.read_run(1)
    path = archive.store.path(record["tables"]["raw.crm__deals"]["object"])
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    with pytest.raises(ValueError, match="was changed"):
        list(replay(archive, tmp_path / "place", MONTHS[0]))

    with pytest.raises(Refused, match="holds no seal"):
        list(replay(archive, tmp_path / "place", "2026-06"))


def test_unchanged_tables_are_kept_once(at_home: Story) -> None:
    archive = Archive(state_of("small").archive)
    records = [archive.read_run(number)[0] for number in archive.run_numbers()]
    assert len(records) == 2
    people = {record["tables"]["control.people"]["object"] for record in records}
    booked = {record["tables"]["raw.crm__deals"]["object"] for record in records}
    assert (len(people), len(booked)) == (1, 2)


def test_a_seal_says_what_it_stands_on(at_home: Story) -> None:
    bodies = [json.loads(body) for (body,) in query("select body from ledger.seal order by 1")]
    bodies.sort(key=lambda body: body["seal_no"])
    hashes = [seal for (seal,) in query("select seal_hash from ledger.seal order by seal_no")]
    assert [body["previous_seal"] for body in bodies] == ["", *hashes[:1]]
    for body in bodies:
        totals = {one["account"]: Decimal(one["amount"]) for one in body["totals"]}
        assert sum(totals.values()) == 0
        assert body["entries"] == sum(int(one["entries"]) for one in body["totals"])
    assert [one["run_no"] for body in bodies for one in body["runs"]] == [1, 2]


def test_the_key_is_nowhere_but_in_its_file(at_home: Story) -> None:
    path = at_home.root / "keys" / "small.key"
    secret = path.read_text().strip().encode()
    assert path.stat().st_mode & 0o777 == 0o600
    others = [one for one in at_home.root.rglob("*") if one.is_file() and one != path]
    assert len(others) > 100
    assert [one for one in others if secret in one.read_bytes()] == []


def test_a_closed_month_takes_no_further_step(at_home: Story) -> None:
    with pytest.raises(StepFailed, match=r"it is paid"):
        at_home.step("reopen", "2026-01", "casey", "a mistake")
    with pytest.raises(StepFailed, match=r"next comes submit by pat"):
        at_home.step("close", "2026-03", "casey")
