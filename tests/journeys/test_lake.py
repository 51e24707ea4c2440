"""A company's runs and two readers of the shared catalogue, at the same time, on PostgreSQL."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from perfos.paths import state_of
from semantic.lake import VARIABLE, attach
from semantic.snapshot import Snapshots
from tests.journeys.small import deals, run, write_company, write_deals
from tests.postgres import postgres_database
from tests.tidy.tree import ROOT

pytestmark = pytest.mark.slow
__all__ = ["postgres_database"]

READER = """
import json, sys, time, duckdb
from pathlib import Path
from semantic.lake import attach
address, stop, result = sys.argv[1], *map(Path, sys.argv[2:])
seen, failed = [], []
while not stop.exists() or not seen:
    try:
        with duckdb.connect() as db:
            attach(db, address, "small")
            db.execute("begin")
            entries, amount = db.execute(
                "select count(*), sum(amount) from lake.ledger.ledger_entries"
            ).fetchone()
            time.sleep(0.2)
            snapshot, rows = db.execute(
                "select snapshot, rows from lake.published.content "
                "where table_name = 'ledger.ledger_entries'"
            ).fetchone()
            seen.append([snapshot, entries, rows, str(amount)])
    except duckdb.Error as error:
        failed.append(str(error))
result.write_text(json.dumps({"seen": seen, "failed": failed}))
"""


def start_reader(address: str, stop: Path, result: Path) -> subprocess.Popen:
    command = [sys.executable, "-c", READER, address, str(stop), str(result)]
    return subprocess.Popen(command, cwd=ROOT)


def test_two_readers_read_while_a_run_writes(postgres_database, tmp_path, monkeypatch):
    address = postgres_database.replace("+psycopg", "")
    monkeypatch.setenv(VARIABLE, address)
    folder = write_company(tmp_path / "small", deals(60))
    first = run(folder)
    stop, results = tmp_path / "stop", [tmp_path / "one.json", tmp_path / "two.json"]
    readers = [start_reader(address, stop, result) for result in results]
    try:
        write_deals(folder, deals(90))
        second = run(folder)
    finally:
        stop.touch()
        assert [reader.wait(60) for reader in readers] == [0, 0]

    published = Snapshots(state_of("small"))
    counts = {}
    for snapshot in published.ids():
        with published.open(snapshot) as files:
            (counts[snapshot],) = files.execute(
                "select count(*) from ledger.ledger_entries"
            ).fetchone()
    for result in results:
        said = json.loads(result.read_text())
        assert not said["failed"] and len(said["seen"]) > 3
        # What was read in one transaction is of one snapshot, and balances.
        assert {(one, entries, amount) for one, entries, _, amount in said["seen"]} <= {
            (snapshot, count, "0.000000") for snapshot, count in counts.items()
        }
        assert all(entries == rows for _, entries, rows, _ in said["seen"])
    assert first.company == second.company == "small"

    current = published.current()
    with duckdb.connect() as reader, published.open() as files:
        attach(reader, address, "small")
        for table in current.tables:
            total = "select count(*), sum(hash(t)) from {}{} as t"
            wanted = files.execute(total.format("", table)).fetchone()
            assert reader.execute(total.format("lake.", table)).fetchone() == wanted, table
        (before,) = reader.execute(
            "select count(*) from lake.ledger.ledger_entries at (version => 1)"
        ).fetchone()
    assert before == counts[min(counts)] == 120 < counts[current.id]
