"""What a crash leaves between two versions, and what the next run makes of it."""

import pytest

from packages.errors import PackageError
from packages.lock import Pin, read_lock, write_lock
from packages.upgrade.record import DONE, SWITCHED, Upgrade, new_folder, read_upgrade, upgrades
from packages.upgrade.switch import finish, guard, last_done, put_back, recover, switch
from perfos.paths import State, state_of

OLD, NEW, NEWER = (Pin("bonus", f"1.{n}.0", str(n) * 64, "acme", "registry") for n in range(3))


@pytest.fixture
def state() -> State:
    state = state_of("small")
    state.folder.mkdir(parents=True)
    write_lock(state, {"bonus": OLD})
    return state


def begun(state: State, before: Pin = OLD, after: Pin = NEW) -> Upgrade:
    """Return an upgrade that has come as far as the switch."""
    upgrade = Upgrade(new_folder(state, "bonus"), before, after, "run", "ann")
    upgrade.sandbox.folder.mkdir(parents=True)
    upgrade.note("check_candidate")
    return upgrade


def active(state: State) -> Pin:
    return read_lock(state)["bonus"]


def test_a_switch_is_one_step_and_known_before_it_is_made(state, monkeypatch) -> None:
    upgrade = begun(state)
    monkeypatch.setattr("packages.lock.write_lock", _power_cut)
    with pytest.raises(KeyboardInterrupt):
        switch(state, upgrade)
    assert active(state) == OLD
    assert read_upgrade(upgrade.folder).status == SWITCHED
    recover(state)
    assert active(state) == OLD
    assert read_upgrade(upgrade.folder).status == "interrupted"


def _power_cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_upgrade_that_died_after_its_switch_is_undone(state) -> None:
    switch(state, begun(state))
    assert active(state) == NEW
    undone = recover(state)
    assert active(state) == OLD
    assert [one.status for one in undone] == ["interrupted"]
    assert not undone[0].sandbox.folder.exists()
    assert recover(state) == []


def test_an_upgrade_that_died_before_its_switch_leaves_nothing_to_undo(state) -> None:
    upgrade = begun(state)
    recover(state)
    assert active(state) == OLD
    assert read_upgrade(upgrade.folder).status == "interrupted"
    assert not upgrade.sandbox.folder.exists()


def test_an_upgrade_that_is_alive_is_left_alone(state) -> None:
    upgrade = begun(state)
    with guard(state):
        switch(state, upgrade)
        assert recover(state) == []
    assert active(state) == NEW


def test_a_finished_upgrade_is_left_alone(state) -> None:
    upgrade = begun(state)
    switch(state, upgrade)
    upgrade.note("checked_run", DONE)
    finish(upgrade)
    assert recover(state) == []
    assert active(state) == NEW


def test_another_version_in_the_meantime_stops_the_switch(state) -> None:
    upgrade = begun(state)
    write_lock(state, {"bonus": NEWER})
    with pytest.raises(PackageError, match=r"bonus 1\.2\.0 is active, and bonus 1\.0\.0 was"):
        switch(state, upgrade)
    put_back(state, upgrade, "interrupted", "x")
    assert active(state) == NEWER


def test_rollbacks_go_back_one_upgrade_at_a_time(state) -> None:
    for before, after in ((OLD, NEW), (NEW, NEWER)):
        upgrade = begun(state, before, after)
        switch(state, upgrade)
        upgrade.note("checked_run", DONE)
    for expected in (NEW, OLD):
        put_back(state, last_done(state, "bonus", active(state)), "rolled back", "by hand")
        assert active(state) == expected
    with pytest.raises(PackageError, match=r"no upgrade led to bonus 1\.0\.0"):
        last_done(state, "bonus", active(state))
    assert [one.status for one in upgrades(state)] == ["rolled back"] * 2
