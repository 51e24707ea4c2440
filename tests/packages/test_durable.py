"""What is left of an installation that was killed, and of who did what."""

import json
import os
import signal

import pytest

from packages import store as store_module
from packages.add import remove
from packages.errors import PackageError
from packages.history import event_table, events, record
from packages.lock import read_lock
from packages.store import installed
from perfos.files import sync
from tests.packages.market import Market


@pytest.fixture
def market(tmp_path, monkeypatch):
    """Return a market with `bonus`, and `extra` that needs it."""
    market = Market(tmp_path, monkeypatch)
    market.publish("bonus", "1.0.0")
    market.publish("extra", "1.0.0", needs="{bonus: '<2.0'}")
    return market


def test_who_did_what_is_kept_and_cannot_be_changed(market: Market) -> None:
    market.add("extra")
    remove(market.company, market.state, "extra", "not sold any more")
    *told, last = [(one["action"], one["name"], one["reason"]) for one in events(market.state)]
    assert last == ("removed", "extra", "not sold any more")
    assert sorted(told) == [
        ("installed", "bonus", "a test"),
        ("installed", "extra", "a test"),
        ("pinned", "bonus", "a test"),
        ("pinned", "extra", "a test"),
    ]
    assert event_table(market.state).num_rows == 5
    file = market.state.package_events
    file.write_text(file.read_text() + '{"event_no": 6, "act')
    assert len(events(market.state)) == 5
    record(market.state, "pinned", read_lock(market.state)["bonus"], "again")
    assert [json.loads(line)["event_no"] for line in file.read_text().splitlines()] == [
        *range(1, 7)
    ]
    file.write_text(file.read_text().replace("not sold any more", "never was there"))
    with pytest.raises(PackageError, match="line 5, was changed"):
        events(market.state)


def killed_at(market: Market, step: int) -> bool:
    """Add `bonus` in a process that is killed at its nth write to disk; return whether it was."""
    child = os.fork()
    if child == 0:
        steps = iter(range(step))

        def kill(path: object) -> None:
            if next(steps, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            sync(path)

        store_module.sync = kill
        market.add("bonus", "1.0.0")
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_killed_install_leaves_nothing_half(market: Market) -> None:
    step = 0
    while killed_at(market, step):
        there = [path for path in (store_module.store() / "bonus").glob("1.*")]
        assert market.pins == {}
        for folder in there:
            assert len(list(folder.rglob("*.sql"))) == 1 and (folder / "package.yml").exists()
        step += 1
    assert step > 4
    assert market.pins == {"bonus": "1.0.0"}
    assert [path.name for path in (store_module.store() / "bonus").glob(".tmp-*")] == []
    assert installed(read_lock(market.state)["bonus"]).is_dir()
