"""Kills loads with SIGKILL, one after the other, and loads again: run as a process of its own.

`python -m tests.ingestion.killed FOLDER POINTS SCENARIO` prints one JSON line for each point: how
the killed load ended, and whether raw is what an undisturbed load makes of the same inputs. A point
is the nth time that the load touches a file; that is when dlt moves its packages on.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
import traceback
from pathlib import Path

import duckdb

import ingestion
from tests.ingestion.conftest import Bench

_EVENTS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "shutil.move")
_TABLES = ("crm__deals", "erp__orders", "files")
_OWN = "exclude (_dlt_load_id)"


def company(bench, types):
    deals = {"name": "deals", "files": "*.csv", "columns": types}
    orders = {"name": "orders", "table": "orders", "key": ["id"], "cursor": "changed"}
    return bench.company(
        [
            {"name": "crm", "kind": "files", "tables": [deals]},
            {"name": "erp", "kind": "sql", "tables": [orders]},
        ]
    )


def before(bench):
    """Load the first versions of everything."""
    bench.write("a.csv", "id,amount\n1,10\n2,20\n")
    bench.write("b.csv", "id,amount\n3,30\n")
    with sqlite3.connect(bench.folder / "erp.db") as database:
        database.execute("create table orders (id integer, changed text, amount real)")
        database.execute("insert into orders values (1, '2024-01-01', 0.1), (2, '2024-01-02', 0.2)")
    ingestion.load(company(bench, {"id": {"type": "text"}}), bench.state)


def after(bench, scenario):
    """Change everything, and return the company that is to be loaded."""
    bench.write("a.csv", "id,amount\n1,11\n2,20\n4,40\n")
    bench.write("c.csv", "id,amount\n5,50\n")
    with sqlite3.connect(bench.folder / "erp.db") as database:
        database.execute("update orders set amount = 0.3, changed = '2024-01-03' where id = 2")
        database.execute("insert into orders values (3, '2024-01-04', 0.4)")
    types = {"id": {"type": "text"}}
    if scenario == "retyped":
        types = {"id": {"type": "integer"}, "amount": {"type": "decimal"}}
    return company(bench, types)


def content(bench):
    """Return all that raw holds, without the ids of loads and their times."""
    with duckdb.connect(str(bench.state.warehouse)) as connection:
        found = {}
        for table in _TABLES:
            columns = _OWN if table != "files" else "exclude (_dlt_load_id, loaded_at)"
            rows = connection.execute(f"select * {columns} from raw.{table}").fetchall()
            found[table] = sorted(map(str, rows))
        return found


def killed_at(point, action):
    """Run the action in a child that is killed at its nth event; return how the child ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seen = 0

    def count(event, _):
        nonlocal seen
        seen += event in _EVENTS
        if point and seen == point:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        action()
        print(json.dumps({"events": seen}), flush=True)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def main(folder, points, scenario):
    template = Bench(folder / "template")
    template.data.mkdir(parents=True)
    os.environ["SOURCES__ERP__URL"] = f"sqlite:///{folder}/bench/erp.db"
    bench = Bench(folder / "bench")
    template.data.mkdir(parents=True, exist_ok=True)
    shutil.copytree(template.folder, bench.folder)
    killed_at(0, lambda: before(bench))
    shutil.rmtree(template.folder)
    shutil.move(bench.folder, template.folder)
    expected = folder / "expected.json"
    for point in [0, *points]:
        shutil.rmtree(bench.folder, ignore_errors=True)
        shutil.copytree(template.folder, bench.folder)
        loaded = after(bench, scenario)
        end = killed_at(point, lambda loaded=loaded: ingestion.load(loaded, bench.state))

        def again(loaded=loaded, point=point):
            ingestion.load(loaded, bench.state)
            found = content(bench)
            if point == 0:
                expected.write_text(json.dumps(found))
            is_same = found == json.loads(expected.read_text())
            print(json.dumps({"point": point, "end": end, "is_same": is_same}), flush=True)

        killed_at(0, again)


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3])
