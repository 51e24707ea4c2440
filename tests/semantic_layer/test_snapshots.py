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


def asking(client, done, number):
    """Return the version of each answer until it is done; hardly a question is asked twice."""
    seen = []
    while not done.is_set():
        limit = 1_000 + (50 * len(seen) + number) % 40_000
        (version,) = versions(client.load({**QUESTION, "limit": limit}).rows)
        seen.append(version)
    return seen


def answers_while(own_world, people, publications):
    """Return what each of several people sees while `publications` are made by a generator."""
    publish(own_world, 1)
    client, done = own_world.client("gerd"), threading.Event()
    assert versions(client.load(QUESTION).rows) == {1}
    with ThreadPoolExecutor(people) as pool:
        asked = [pool.submit(asking, client, done, number) for number in range(people)]
        for version in publications:
            publish(own_world, version)
        done.set()
        answers = [one.result() for one in asked]
    for one in answers:
        assert one == sorted(one) and len(set(one)) > 1
    return answers


def every(seconds, publications):
    """Yield the versions from 2 on, one every so many seconds, and wait once more at the end."""
    for version in range(2, publications + 2):
        yield version
        time.sleep(seconds)


def test_snapshots_are_read_without_a_restart_and_never_mixed(own_world):
    answers_while(own_world, 3, every(0.2, 4))
    assert versions(own_world.client("gerd").load(QUESTION).rows) == {5}


@pytest.mark.proof
def test_thousands_of_questions_while_a_run_publishes_every_ten_seconds(own_world):
    answers = answers_while(own_world, 4, every(10, 12))
    assert sum(map(len, answers)) >= 5_000


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
