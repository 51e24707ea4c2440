"""A new snapshot is read from the next question on, and never together with the one before."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from semantic.errors import QueryError
from semantic.snapshot import Snapshots
from tests.semantic_layer.server import make_world, serving

QUESTION = {
    "measures": ["statements.owed", "statements.count"],
    "dimensions": ["statements.payee", "statements.payee_id"],
}


@pytest.fixture
def own_world(tmp_path):
    """Return a company with a server of its own; nothing is published yet."""
    with serving(make_world(tmp_path), tmp_path / "server.log") as served:
        yield served


def publish(world, version):
    """Publish a version: each name says it, and each statement line is worth it."""
    world.warehouse.execute(f"update core.person set name = '{version}'")
    world.warehouse.execute(
        f"update ledger.statement_line set amount = {version}, amount_reporting = {version}"
    )
    return world.publish()


def versions(rows):
    """Return the version of each table that the rows were read from."""
    names = {Decimal(row["statements.payee"]) for row in rows}
    return names | {row["statements.owed"] / row["statements.count"] for row in rows}


def test_snapshots_are_read_without_a_restart_and_never_mixed(own_world):
    publish(own_world, 1)
    client, done = own_world.client("gerd"), threading.Event()
    assert versions(client.load(QUESTION).rows) == {1}

    def keep_asking(number):
        seen = []
        while not done.is_set():
            (version,) = versions(client.load({**QUESTION, "limit": 100 + number}).rows)
            seen.append(version)
        return seen

    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(keep_asking, number) for number in range(3)]
        for version in range(2, 6):
            publish(own_world, version)
            time.sleep(0.2)
        done.set()
        for one in asked:
            assert one.result() == sorted(one.result()) and len(set(one.result())) > 1
    assert versions(client.load(QUESTION).rows) == {5}


def test_going_back_is_followed(own_world):
    first = publish(own_world, 1)
    client = own_world.client("gerd")
    assert versions(client.load(QUESTION).rows) == {1}
    publish(own_world, 2)
    assert versions(client.load(QUESTION).rows) == {2}
    Snapshots(own_world.state).use(first)
    assert versions(client.load(QUESTION).rows) == {1}


def test_views_without_a_table_are_left_out(own_world):
    own_world.warehouse.execute("drop table sales_contests.leaderboard")
    own_world.publish()
    names = {view["name"] for view in own_world.client("gerd").meta()}
    assert "leaderboards" not in names and "contests" in names


def test_nothing_is_published_yet(own_world):
    own_world.publish()
    client = own_world.client("gerd")
    (own_world.state.published / "current.json").unlink()
    with pytest.raises(QueryError, match="perfos run"):
        client.load(QUESTION)
