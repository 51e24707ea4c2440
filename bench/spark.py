"""Every table of a company on Spark and on DuckDB: the seconds of both, and whether they agree."""

import json
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from bench.inputs import connect, prepare
from ingestion import load
from ingestion.parquet import load_parquet
from packages.active import active
from packages.parameters import with_parameters
from perfos.company import Company, load_company
from perfos.company.control import write_control
from perfos.demo import generate
from perfos.paths import State
from transform.rule_package import RulePackage
from transform.spark.build import SOURCES, build_duckdb, build_spark
from transform.spark.cluster import local_cluster
from transform.spark.parity import Compared, compare

Given = tuple[Company, Sequence[RulePackage], Path]
"""A company, its rule packages, and the warehouse with its raw and control tables."""

RUN = """
create or replace table control.run as
select
    'parity' as run_id, 'bench' as actor, 'parity' as reason,
    timestamp '2026-01-01 12:34:56.789' as started_at, 'bench' as company,
    'configuration' as config_hash, 'revision' as code_revision, '[]' as rules_lock,
    cast([] as varchar[]) as periods
"""

OTHERS = "".join(
    f"  - {{name: {name}, version: bundled}}\n"
    for name in ("crm_hygiene", "sales_contests", "manual_adjustments")
)
"""The packages that the demo company does without, and what two of them need."""
PARAMETERS = {
    "manual_adjustments/adjustments.csv": (
        "adjustment_id,payee_id,period,type,amount,currency,reason,requested_by,approved_by,"
        "dispute_id,event_id\n"
        "A-1,U0012,2026-02,bonus,250.00,EUR,Won the tender,eva,ben.weber,,\n"
    ),
    "sales_contests/campaigns.csv": (
        "campaign_id,title,kind,starts_on,ends_on,competes,event_kind,score,role,currency\n"
        "half,First half,ranked,2026-01-01,2026-06-30,payee,booking,count,seller,EUR\n"
    ),
    "sales_contests/prizes.csv": "campaign_id,place,amount\nhalf,1,100\nhalf,2,50\n",
}


def benched(folder: Path, deals: int, company_folder: str) -> Given:
    """Return a company of `bench/` with so many deals."""
    state, _ = prepare(folder, deals, company_folder)
    with connect(state) as connection:
        connection.execute(RUN)
    company = load_company(folder / "company")
    return company, active(company, state), state.warehouse


def demo(folder: Path, deals: int) -> Given:
    """Return the demo company with so many deals and every package, its files loaded by dlt."""
    generate(folder / "company", deals, seed=7)
    with (folder / "company/rules.yml").open("a") as rules_file:
        rules_file.write(OTHERS)
    for name, text in PARAMETERS.items():
        path = folder / "company/parameters" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    company, state = load_company(folder / "company"), State(folder / "state")
    rules = active(company, state)
    company = with_parameters(company, rules)
    load(company, state)
    with duckdb.connect(str(state.warehouse)) as connection:
        write_control(connection, company)
        connection.execute(RUN)
    return company, rules, state.warehouse


def parity(
    company: Company,
    rules: Sequence[RulePackage],
    warehouse: Path,
    folder: Path,
    master: str = "local[2]",
) -> tuple[list[Compared], dict[str, float]]:
    """Build a company on both engines and compare every table; return that, and the seconds."""
    started = time.perf_counter()
    names = build_duckdb(company, rules, warehouse, folder)
    on_duckdb = time.perf_counter()
    load_parquet(warehouse, str(folder / "tables"), SOURCES)
    build_spark(company, rules, folder, master)
    on_spark = time.perf_counter()
    compared = compare(State(folder / "duckdb").warehouse, folder / "tables", names)
    ended = time.perf_counter()
    return compared, {
        "duckdb_s": round(on_duckdb - started, 1),
        "spark_s": round(on_spark - on_duckdb, 1),
        "compare_s": round(ended - on_spark, 1),
    }


def measure(deals: int, company_folder: str = "four", master: str = "local[2]") -> dict:
    """Build both, and compare.

    Args:
        deals: How many deals the company has.
        company_folder: `single` or `four`, the folder of `bench/`; or `demo`.
        master: `local[cores]`, or the address of a cluster.

    Raises:
        ValueError: A table differs.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = folder / "given"
        is_demo = company_folder == "demo"
        given = demo(place, deals) if is_demo else benched(place, deals, company_folder)
        compared, seconds = parity(*given, folder, master)
    different = [str(one) for one in compared if not one.is_same]
    if different:
        raise ValueError("\n".join(different))
    rows = sum(one.rows[0] for one in compared)
    return {"deals": deals, "tables": len(compared), "rows": rows, **seconds}


def main(
    deals: int = 100_000,
    company: Annotated[str, typer.Option(help="single, four or demo")] = "four",
    cluster: Annotated[bool, typer.Option(help="On a master and two workers.")] = False,
) -> None:
    """Print the figures of one size as JSON."""
    with tempfile.TemporaryDirectory() as logs, ExitStack() as stack:
        master = stack.enter_context(local_cluster(Path(logs))) if cluster else "local[2]"
        print(json.dumps(measure(deals, company, master)))


if __name__ == "__main__":
    typer.run(main)
