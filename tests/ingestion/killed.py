"""Kills loads with SIGKILL, one after the other, and loads again: run as a process of its own.

`python -m tests.ingestion.killed FOLDER SCENARIO FROM COUNT` prints one JSON line for each kill:
how the load ended, and whether raw is what an undisturbed load makes of the same inputs. A load is
killed when it touches a file for the nth time, for that is when dlt moves its packages on; FROM is
the share of these times that go by before the first kill.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
import traceback
from functools import partial
from pathlib import Path

import duckdb

import ingestion
from tests.ingestion.bench import Bench

_EVENTS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "shutil.move")
# What two loads of the same inputs may differ in.
_TABLES = {
    "crm__deals": "_dlt_load_id",
    "erp__orders": "_dlt_load_id, _row",
    "files": "_dlt_load_id, loaded_at",
}


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
        return {
            table: sorted(
                map(
                    str, connection.execute(f"select * exclude ({but}) from raw.{table}").fetchall()
                )
            )
            for table, but in _TABLES.items()
        }


def in_child(action, kill_at=0):
    """Run the action in a child, killed at its nth event; return its end and what it returned."""
    parent, child = os.pipe()
    process = os.fork()
    if process:
        os.close(child)
        with os.fdopen(parent) as pipe:
            answer = pipe.read()
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), json.loads(answer or "null")
    seen = 0

    def count(event, _):
        nonlocal seen
        if event in _EVENTS:
            seen += 1
            if seen == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        os.write(child, json.dumps([action(), seen]).encode())
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def main(folder, scenario, start, count):
    bench, template = Bench(folder / "bench"), folder / "template"
    bench.data.mkdir(parents=True)
    os.environ["SOURCES__ERP__URL"] = f"sqlite:///{folder}/bench/erp.db"

    def afresh():
        shutil.rmtree(bench.folder, ignore_errors=True)
        shutil.copytree(template, bench.folder)
        return after(bench, scenario)

    def once(company):
        ingestion.load(company, bench.state)

    def again(company):
        ingestion.load(company, bench.state)
        return content(bench)

    in_child(lambda: before(bench))
    shutil.move(bench.folder, template)
    company = afresh()
    _, (_, events) = in_child(partial(once, company))
    _, (expected, _) = in_child(partial(again, company))
    for number in range(count):
        point = int(events * (start + (1 - start) * number / count))
        end, _ = in_child(partial(once, afresh()), point)
        _, answer = in_child(partial(again, company))
        is_same = answer is not None and answer[0] == expected
        print(json.dumps({"point": point, "end": end, "is_same": is_same}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
