"""The calculation, core tables to desired postings, beside a script written by hand."""

import json
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from packages.active import active
from perfos.company import control_tables, load_company
from perfos.paths import State
from transform.dbt import Dbt
from transform.workspace import build_workspace

HERE = Path(__file__).parent
CORE = "config.schema:staging config.schema:quality config.schema:core"
DIFFERENCE = """
select count(*) from (
    (from sales_commission.sales_commission__postings except all from bench.hand_postings)
    union all
    (from bench.hand_postings except all from sales_commission.sales_commission__postings)
)
"""


def connect(state: State) -> duckdb.DuckDBPyConnection:
    """Return a connection with the settings that dbt uses."""
    connection = duckdb.connect(str(state.warehouse))
    connection.execute("set timezone = 'UTC'; set preserve_insertion_order = false")
    connection.execute("set memory_limit = '2500MB'")
    return connection


def prepare(folder: Path, deals: int, company_folder: str = "single") -> tuple[State, Dbt]:
    """Write a company of `deals` deals and build its core tables."""
    folder.mkdir(exist_ok=True)
    company = load_company(shutil.copytree(HERE / company_folder, folder / "company"))
    state = State(folder / "state")
    state.folder.mkdir()
    with connect(state) as connection:
        connection.execute("create schema control; create schema bench")
        for name, table in control_tables(company).items():
            connection.register("incoming", table)
            connection.execute(f'create table control."{name}" as from incoming')
            connection.unregister("incoming")
        connection.execute("create table control.run as select []::varchar[] as periods")
        people = max(40, deals // 500)
        raw = (HERE / "raw.sql").read_text()
        connection.execute(raw.replace("$deals", str(deals)).replace("$people", str(people)))
    dbt = Dbt(build_workspace(company, state, active(company, state)))
    dbt.build(CORE)
    return state, dbt


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that `action` takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def by_hand(state: State) -> None:
    """Run the hand-written script."""
    with connect(state) as connection:
        connection.execute((HERE / "handwritten.sql").read_text())


def measure(deals: int, rounds: int = 3) -> dict[str, float]:
    """Time both, in turn, and make sure that they say the same.

    Returns:
        Medians in seconds, their ratio, the peak memory of the process in MiB.

    Raises:
        ValueError: The two disagree; a benchmark of different results says nothing.
    """
    with tempfile.TemporaryDirectory() as name:
        state, dbt = prepare(Path(name), deals)
        package, script = [], []
        for _ in range(rounds):
            package.append(timed(lambda: dbt.run("package:sales_commission")))
            script.append(timed(lambda: by_hand(state)))
        with connect(state) as connection:
            rows = connection.execute("select count(*) from bench.hand_postings").fetchone()
            different = connection.execute(DIFFERENCE).fetchone()
    if not rows or rows[0] == 0 or different != (0,):
        raise ValueError(f"{different} of {rows} postings differ from the script's")
    return {
        "deals": deals,
        "postings": rows[0],
        "package_s": round(statistics.median(package), 2),
        "script_s": round(statistics.median(script), 2),
        "ratio": round(statistics.median(package) / statistics.median(script), 2),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
