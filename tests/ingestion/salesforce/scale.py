"""A million opportunities of twenty fields, from a server of its own: seconds and memory.

`python -m tests.ingestion.salesforce.scale [ROWS] [rest|bulk] [PAUSE]` prints the seconds in which
the server gives all pages to somebody who only drains them, those of the full load to raw, those
after one in a hundred has changed, and the peak. The server makes each page when it is asked for,
as a vendor does; PAUSE are the seconds that it thinks before 2,000 rows.
"""

import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import requests

import ingestion
from tests.apis.salesforce.large import BASE, serve
from tests.ingestion.bench import Bench

TYPES = {"amount": "decimal", "net_arr_c": "decimal", "close_date": "date", "is_won": "boolean"}
# What json.dumps writes at the end of a page: it is found without reading the page.
NEXT = b'"nextRecordsUrl": "'


def drained(address: str, way: str) -> float:
    """Return the seconds that asking for all pages takes, if nothing is made of them."""
    started = time.perf_counter()
    with requests.Session() as session:
        if way == "rest":
            path = f"{BASE}/queryAll?q=SELECT"
            while path:
                content = session.get(f"{address}{path}", timeout=600).content
                path = content[-200:].partition(NEXT)[2].rstrip(b'"}').decode()
        else:
            locator = "0"
            while locator != "null":
                path = f"{address}{BASE}/jobs/query/750A/results"
                answer = session.get(path, params={"locator": locator}, timeout=600)
                locator = answer.headers["Sforce-Locator"]
    return time.perf_counter() - started


def measure(rows: int, way: str, pause: float, folder: Path) -> dict[str, float]:
    """Return seconds and the peak of memory, in MiB, of loads of so many rows."""
    told = multiprocessing.get_context("spawn")
    queue = told.Queue()
    server = told.Process(target=serve, args=(rows, way, pause, queue), daemon=True)
    server.start()
    address = queue.get(timeout=300)
    os.environ |= {"SOURCES__CRM__CLIENT_ID": "x", "SOURCES__CRM__REFRESH_TOKEN": "y"}
    bench = Bench(folder)
    columns = {name: {"type": type_} for name, type_ in TYPES.items()}
    table = {"name": "rows", "object": "Opportunity", "columns": columns}
    source = {"name": "crm", "kind": "salesforce", "address": address, "tables": [table]}
    company = bench.company([source])
    seconds = {"server alone": drained(address, way)}
    for name, expected in (("full", rows), ("changes", -(-rows // 100))):
        started = time.perf_counter()
        (result,) = ingestion.load(company, bench.state)
        seconds[name] = time.perf_counter() - started
        assert (result.rows_total, result.rows_new) == (rows, expected)
    server.kill()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {name: round(found, 1) for name, found in (seconds | {"peak MiB": peak}).items()}


def main(rows: str = "1000000", way: str = "rest", pause: str = "0") -> None:
    """Measure once, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(int(rows), way, float(pause), Path(folder))))


if __name__ == "__main__":
    main(*sys.argv[1:])
