"""One contestant calculates the plan of `bench/team`, in a process of its own, three times.

python -m bench.contest NAME FOLDER; the folder is what `bench.inputs` has written.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from bench.clock import in_rounds
from bench.inputs import HERE, connect, dbt_of, export_sheets
from perfos.paths import State
from transform.results import NodeResult

FRAMES = {"polars": "polars_frame", "pandas": "pandas_frame", "loop": "loop"}
LIMITS = {
    "scan": """
        select max(columns(['event_id', 'deal_id', 'owner_id', 'occurred_on', 'amount',
            'currency', 'customer_id', 'product_id', 'source_id', 'source_hash', 'dims']))
        from core.event
    """,
    "sort": """
        select max(reached) from (
            select sum(amount) over (
                partition by party_id, rule_id, date_trunc('quarter', effective_on)
                order by effective_on, posting_key rows unbounded preceding
            ) as reached
            from bench.script_transfer
        )
    """,
    "hash": """
        select max(columns(['earned', 'source_hash', 'customer_id', 'dims'])) from (
            select earning.amount as earned, event.source_hash, event.customer_id, event.dims
            from bench.script_transfer as earning
            inner join core.event as event on earning.source_id = event.event_id
        )
    """,
    "write": "create or replace table bench.written as from bench.script_transfer",
}
"""What no program on this database can leave out, each by itself over the script's result."""


def package(folder: Path) -> dict:
    """Time the rule package, from the core tables to its postings."""
    _, dbt = dbt_of(folder)
    dbt.parse()
    last: list[NodeResult] = []

    def run() -> None:
        last[:] = dbt.run("package:sales_commission")

    figures = in_rounds(run)
    slowest = sorted(last, key=lambda node: -node.seconds)[:8]
    models = {node.unique_id.rpartition(".")[2]: round(node.seconds, 2) for node in slowest}
    return {**figures, "models": models}


def statement(folder: Path, sql: str) -> dict:
    """Time SQL on the warehouse, a connection for each round."""

    def run() -> None:
        with connect(State(folder / "state")) as connection:
            connection.execute(sql)

    return in_rounds(run)


def frame(folder: Path, name: str) -> dict:
    """Time a program that reads files and writes one."""
    kind, _, explained = name.partition("_")
    calculate: Callable = import_module(f"bench.rivals.{FRAMES[kind]}").calculate
    if kind == "loop":
        export_sheets(folder / "inputs")
    output = folder / f"{name}.{'csv' if kind == 'loop' else 'parquet'}"
    return in_rounds(lambda: calculate(folder / "inputs", output, bool(explained)))


def contest(name: str, folder: Path) -> dict:
    """Return a contestant's median seconds, its busy cores' seconds, and how many rounds."""
    if name == "package":
        return package(folder)
    if name == "script":
        return statement(folder, (HERE / "rivals" / "script.sql").read_text())
    if name in LIMITS:
        return statement(folder, LIMITS[name])
    return frame(folder, name)


if __name__ == "__main__":
    print(json.dumps(contest(sys.argv[1], Path(sys.argv[2]))))
