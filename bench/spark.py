"""Every table of a company on Spark and on DuckDB: the seconds of both, and whether they agree."""

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bench.calculation import connect, prepare
from packages.active import active
from perfos.company import load_company
from transform.spark.build import parity

RUN = """
create or replace table control.run as
select
    'parity' as run_id, 'bench' as actor, 'parity' as reason,
    timestamp '2026-01-01 12:34:56.789' as started_at, 'bench' as company,
    'configuration' as config_hash, 'revision' as code_revision, '[]' as rules_lock,
    cast([] as varchar[]) as periods
"""


def measure(deals: int, company_folder: str = "four", master: str = "local[2]") -> dict:
    """Build both, and compare.

    Args:
        deals: How many deals the company has.
        company_folder: `single` or `four`, the folder of `bench/`.
        master: `local[cores]`, or the address of a cluster.

    Raises:
        ValueError: A table differs.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        state, _ = prepare(folder / "given", deals, company_folder)
        with connect(state) as connection:
            connection.execute(RUN)
        company = load_company(folder / "given/company")
        rules = active(company, state)
        compared, seconds = parity(company, rules, state.warehouse, folder, master)
    different = [str(one) for one in compared if not one.is_same]
    if different:
        raise ValueError("\n".join(different))
    rows = sum(one.rows[0] for one in compared)
    return {"deals": deals, "tables": len(compared), "rows": rows, **seconds}


def main(
    deals: int = 100_000,
    company: Annotated[str, typer.Option(help="single or four")] = "four",
    master: Annotated[str, typer.Option(help="local[cores], or a cluster's address.")] = "local[2]",
) -> None:
    """Print the figures of one size as JSON."""
    print(json.dumps(measure(deals, company, master)))


if __name__ == "__main__":
    typer.run(main)
