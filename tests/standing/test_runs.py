"""A run builds only what something changed for, and what comes of it is the same."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from perfos.paths import state_of
from semantic.snapshot import Snapshots
from tests.journeys.ran import Ran, first_run, ran
from tests.journeys.small import run, write_deals
from tests.standing.warehouse import built_by, query_to_write

__all__ = ["first_run", "ran"]
pytestmark = pytest.mark.slow


def content() -> str:
    """Return the fingerprint of all that is published."""
    return Snapshots(state_of("small")).current().content_hash


def test_a_run_builds_what_changed_and_nothing_else(ran: Ran) -> None:
    folder, lines, first = ran.folder, ran.lines, ran.first
    assert {"checked_event", "cut_slice", "quota_target"} <= built_by(first.run_id)

    second = run(folder)
    assert not built_by(second.run_id)
    # The first run wrote into the log of the months that it has calculated them.
    of_months = {"not_null_period_period", "unique_period_period"}
    assert built_by(second.run_id, "test") <= of_months
    assert second.checks_passed == first.checks_passed

    write_deals(folder, [*lines, "D99999,2026-06-30,5000.00,EUR,ann,won"])
    third = run(folder)
    assert {"checked_event", "cut_slice"} <= built_by(third.run_id)
    assert "checked_person" not in built_by(third.run_id)
    assert not built_by(third.run_id, "view")
    # The calendar is built again, because it reads the events; its days are the same.
    assert "calendar" in built_by(third.run_id)
    assert built_by(third.run_id).isdisjoint({"quota_target", "recipient", "tier_rate"})

    plan = folder / "plans" / "seller.yml"
    plan.write_text(plan.read_text().replace("0.10", "0.12"))
    fourth = run(folder)
    assert "cut_slice" in built_by(fourth.run_id)
    assert "checked_event" not in built_by(fourth.run_id)

    fifth = run(folder, everything=True)
    assert {"checked_event", "checked_person", "cut_slice"} <= built_by(fifth.run_id)
    assert fifth.entries_posted == 0


def test_what_is_gone_is_built_again(ran: Ran) -> None:
    """`credit` is a folder of models, too: they are not built with it."""
    query_to_write("drop table sales_commission.cut_slice; drop view sales_commission.credit")
    again = run(ran.folder)
    assert "cut_slice" in built_by(again.run_id)
    assert built_by(again.run_id, "view") == {"credit"}
    assert again.entries_posted == 0


def test_the_files_of_what_did_not_change_are_linked(ran: Ran) -> None:
    write_deals(ran.folder, ran.lines[:-1])
    run(ran.folder)
    snapshots = Snapshots(state_of("small"))
    after, before = (snapshots.folder / one for one in snapshots.ids())
    assert (after / "core/person.parquet").samefile(before / "core/person.parquet")
    assert not (after / "core/event.parquet").samefile(before / "core/event.parquet")
    assert not snapshots.verify(after.name)


def test_a_damaged_file_is_not_taken_over(ran: Ran) -> None:
    snapshots = Snapshots(state_of("small"))
    damaged = snapshots.folder / snapshots.current_id() / "core/person.parquet"
    damaged.chmod(0o644)
    damaged.write_bytes(damaged.read_bytes()[:-1])
    write_deals(ran.folder, ran.lines[:-1])
    run(ran.folder)
    assert not snapshots.verify(snapshots.current_id())


amounts = st.integers(1, 200_000)
edits = st.lists(
    st.tuples(st.sampled_from(["change", "drop", "add", "rate", "hire"]), amounts),
    min_size=1,
    max_size=3,
)


@settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(edits, min_size=1, max_size=1))
def test_what_is_left_standing_is_what_would_be_built(
    first_run: Ran,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    steps: list,
) -> None:
    place = tmp_path_factory.mktemp("edited")
    monkeypatch.setenv("PERFOS_HOME", str(place / "home"))
    company = first_run.copy(place)
    folder, lines = company.folder, company.lines
    for step in steps:
        for what, number in step:
            edit(folder, lines, what, number)
        run(folder)
        published = content()
        again = run(folder, everything=True)
        assert again.entries_posted == 0
        assert content() == published


def edit(folder: Path, lines: list[str], what: str, number: int) -> None:
    """Change a deal, a rate or a person of the company."""
    place = number % len(lines)
    if what == "change":
        parts = lines[place].split(",")
        lines[place] = ",".join([*parts[:2], f"{number}.50", *parts[3:]])
    elif what == "drop" and len(lines) > 1:
        del lines[place]
    elif what == "add":
        lines.append(f"N{number},2026-05-05,{number}.10,EUR,ann,won")
    elif what == "rate":
        plan = folder / "plans" / "seller.yml"
        plan.write_text(plan.read_text().replace("0.10", f"0.1{number % 10}1"))
    else:
        people = folder / "people.csv"
        people.write_text(people.read_text() + f"p{number},Pat {number},,2020-01-01,,EUR\n")
    write_deals(folder, lines)
