"""Readers during publications, and publications that are killed."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from semantic.publish import publish
from semantic.snapshot import Snapshots

HERE = Path(__file__).parent
PUBLISHER = """
import sys
from pathlib import Path
import duckdb
from conftest import RUN
from perfos.paths import State
from semantic.publish import publish

state = State(Path(sys.argv[1]))
warehouse = duckdb.connect()
warehouse.execute(Path("warehouse.sql").read_text())
warehouse.execute("create table core.ballast as select range as n, md5(range::varchar) as text "
                  "from range(60000)")
print("ready", flush=True)
while True:
    warehouse.execute("update core.company set title = gen_random_uuid()::varchar")
    warehouse.execute("update core.ballast set n = n + 1")
    print(publish(warehouse, state, RUN, keep=2).id, flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_publication_leaves_the_pointer_valid(warehouse, state, run, seed):
    publish(warehouse, state, run)
    snapshots = Snapshots(state)
    rng = random.Random(seed)
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(state.folder)],
        cwd=HERE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(HERE.parents[1])},
    )
    assert process.stdout.readline() == b"ready\n"
    time.sleep(rng.uniform(0.01, 0.7))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    current = snapshots.current()
    for snapshot_id in snapshots.ids():
        assert snapshots.verify(snapshot_id) == []
    with snapshots.open(current.id) as snapshot:
        assert snapshot.execute("select count(*) from core.event").fetchone() == (4,)
    warehouse.execute("update core.company set title = 'after'")
    assert publish(warehouse, state, run).is_new
    assert not list(state.published.glob(".tmp-*"))


@pytest.mark.parametrize(
    ("step", "is_switched"),
    [
        ("pathlib.Path.rename", False),
        ("semantic.snapshot.Snapshots.point_at", False),
        ("shutil.rmtree", True),
    ],
)
def test_killed_at_the_worst_moments(warehouse, state, run, monkeypatch, step, is_switched):
    """The same at the three steps that matter: naming, switching, removing."""

    class KilledError(BaseException):
        pass

    def die(*_, **__):
        raise KilledError

    first = publish(warehouse, state, run)
    warehouse.execute("update core.company set title = 'second'")
    with monkeypatch.context() as patch:
        patch.setattr(step, die)
        with pytest.raises(KilledError):
            publish(warehouse, state, run, keep=1)
    snapshots = Snapshots(state)
    assert (snapshots.current().id != first.id) == is_switched
    assert all(snapshots.verify(snapshot_id) == [] for snapshot_id in snapshots.ids())
    warehouse.execute("update core.company set title = 'third'")
    third = publish(warehouse, state, run, keep=1)
    assert snapshots.ids() == [third.id]
    assert not list(state.published.glob(".tmp-*"))


def test_readers_see_one_snapshot_while_twenty_are_published(state, run):
    """Each publication gives two tables the same number; no reader may see two of them."""
    warehouse = duckdb.connect()
    warehouse.execute("create schema core; create table core.left_side as select 0 as n")
    warehouse.execute("create table core.right_side as select 0 as n")
    publish(warehouse, state, run)
    done = threading.Event()
    seen, failures = [], []

    def read():
        while not done.is_set():
            try:
                with Snapshots(state).open() as snapshot:
                    (left,) = snapshot.execute("select n from core.left_side").fetchone()
                    (right,) = snapshot.execute("select n from core.right_side").fetchone()
                    seen.append((left, right))
            except Exception as error:
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 21):
        warehouse.execute(f"update core.left_side set n = {number}")
        warehouse.execute(f"update core.right_side set n = {number}")
        publish(warehouse, state, run)
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert all(left == right for left, right in seen)
    assert len({left for left, _ in seen}) > 3
