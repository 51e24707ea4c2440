"""`make bench`: calculations beside a script by hand, the whole run, a close, an upgrade."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench import close, pages, pipeline, semantic

SIZES = (100_000, 1_000_000)
FOUR_SIZES = (100_000, 1_000_000, 3_000_000)


def calculation(deals: int, module: str = "bench.calculation") -> dict[str, float]:
    """Return the figures of one size, measured in a process of its own."""
    command = [sys.executable, "-m", module, str(deals)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def grown(rows: list[dict], figure: str) -> str:
    """Return how `figure` grew from the first size to the last; 1.00 is as much as the deals."""
    first, last = rows[0], rows[-1]
    times, deals = last[figure] / first[figure], last["deals"] / first["deals"]
    return f"{times:.1f} times as long for {deals:.0f} times the deals ({times / deals:.2f})"


def show(title: str, rows: list[dict]) -> None:
    """Print one table, a line for each figure and a column for each size."""
    table = Table(title=title)
    table.add_column("deals")
    for row in rows:
        table.add_column(f"{row['deals']:,}", justify="right")
    for name in rows[0]:
        if name != "deals":
            table.add_row(name.replace("_", " "), *(f"{row[name]:,}" for row in rows))
    Console().print(table)


def main(
    sizes: Annotated[list[int] | None, typer.Option("--deals", help="Sizes to measure.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[Path | None, typer.Option(help="Write the JSON here as well.")] = None,
) -> None:
    """Measure, and print what came of it."""
    chosen = sizes or list(SIZES)
    calculations = [calculation(deals) for deals in chosen]
    four = [calculation(deals, "bench.four") for deals in sizes or FOUR_SIZES]
    runs = [pipeline.measure(deals) for deals in chosen]
    closes = [close.measure(deals) for deals in chosen]
    upgrades = [calculation(deals, "bench.upgrade") for deals in chosen]
    asked = [semantic.measure(earnings) for earnings in chosen]
    painted = [pages.measure(earnings) for earnings in chosen]
    figures = {
        "calculation": calculations,
        "four_components": four,
        "run": runs,
        "close": closes,
        "upgrade": upgrades,
        "semantic": asked,
        "pages": painted,
    }
    if output:
        output.write_text(json.dumps(figures, indent=1) + "\n")
    if as_json:
        print(json.dumps(figures))
        return
    show("Calculation, core tables to desired postings (seconds, medians)", calculations)
    show("Four components, splits, managers, draw, clawback, beside the same script", four)
    show("Whole run, files to snapshot (seconds)", [flat(run) for run in runs])
    show("Close of a month with so many entries, its audit pack, and the check of it", closes)
    show("Upgrade and rollback beside plain runs (seconds)", [plain(one) for one in upgrades])
    show("Steps of the upgrade (seconds)", [one["steps"] for one in upgrades])
    show("Fifty people at once on the semantic layer, for a minute", asked)
    show("Pages of the dashboards, until their figures stand there (milliseconds)", painted)
    print(f"The calculation took {grown(calculations, 'package_s')};")
    print(f"with four components {grown(four, 'package_s')};")
    print(f"the whole run took {grown(runs, 'seconds')}.")


def plain(upgrade: dict) -> dict:
    """Return an upgrade's figures without its steps."""
    return {name: value for name, value in upgrade.items() if name != "steps"}


def flat(run: dict) -> dict:
    """Return a run's figures with its stages as columns."""
    return {**{k: v for k, v in run.items() if k != "stages"}, **run["stages"]}


if __name__ == "__main__":
    typer.run(main)
