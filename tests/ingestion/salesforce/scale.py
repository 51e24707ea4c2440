"""A million opportunities of twenty fields, from a server of its own: seconds and memory.

`python -m tests.ingestion.salesforce.scale [ROWS]` prints the seconds that only draining the bytes
takes, those of the full load to raw and of one after one in a hundred has changed, and the peak.
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


def drained(address: str) -> float:
    """Return the seconds that reading all results takes, if nothing is made of them."""
    started, locator = time.perf_counter(), "0"
    while locator != "null":
        path = f"{address}{BASE}/jobs/query/750A/results"
        with requests.get(path, {"locator": locator}, stream=True, timeout=60) as answer:
            for _ in answer.iter_content(1 << 20):
                pass
            locator = answer.headers["Sforce-Locator"]
    return time.perf_counter() - started


def measure(rows: int, folder: Path) -> dict[str, float]:
    """Return seconds and the peak of memory, in MiB, of loads of so many rows."""
    told = multiprocessing.get_context("spawn")
    queue = told.Queue()
    server = told.Process(target=serve, args=(rows, queue), daemon=True)
    server.start()
    address = queue.get(timeout=300)
    os.environ |= {"SOURCES__CRM__CLIENT_ID": "x", "SOURCES__CRM__REFRESH_TOKEN": "y"}
    bench = Bench(folder)
    columns = {name: {"type": type_} for name, type_ in TYPES.items()}
    table = {"name": "rows", "object": "Opportunity", "columns": columns}
    source = {"name": "crm", "kind": "salesforce", "address": address, "tables": [table]}
    company = bench.company([source])
    seconds = {"server alone": drained(address)}
    for name, expected in (("full", rows), ("changes", -(-rows // 100))):
        started = time.perf_counter()
        (result,) = ingestion.load(company, bench.state)
        seconds[name] = time.perf_counter() - started
        assert (result.rows_total, result.rows_new) == (rows, expected)
    server.kill()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {name: round(found, 1) for name, found in (seconds | {"peak MiB": peak}).items()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(json.dumps(measure(int(sys.argv[1]) if sys.argv[1:] else 1_000_000, Path(place))))
