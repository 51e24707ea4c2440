"""Writes docs/benchmarks.md and its chart from the figures that are kept; nothing by hand."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bench import chart, targets
from bench.inputs import HERE
from bench.kept import RESULTS, kept
from bench.tables import TITLES, by_size, by_stage, number, pivoted

DOCS = HERE.parent / "docs"
OTHERS = (
    (
        "four",
        "Four components",
        "Shares of deals by attainment with clawbacks, units with a monthly cap, a retroactive "
        "year, a manager's override, and a draw (`bench/four/`), beside the script for the plan "
        "above, which computes two of them. Columns are deals.",
    ),
    (
        "close",
        "Closing a month",
        "One month of so many entries is archived, sealed and published, its audit pack is "
        "written, and verified by `verify.py`, each in a process of its own. Columns are entries.",
    ),
    (
        "upgrade",
        "An upgrade and its rollback",
        "An upgrade of `sales_commission` by step, and its rollback, beside plain runs of the same "
        "company that calculate everything. Columns are deals.",
    ),
    (
        "metrics",
        "Metrics of three years",
        "All models of `revops_metrics` from empty, over 38 months, 1,000 people in 100 teams and "
        "three currencies; each deal has changed eight times. Columns are deals.",
    ),
    (
        "semantic",
        "Fifty people at once on the semantic layer",
        "Each asks one of the queries of their dashboard (`bench/people.py`: 40 sellers, 5 "
        "managers, 5 of finance), half of them for a month of its own, looks at the answer "
        "for 0.5 to 1.5 s, and asks again, for a minute. Columns are earnings.",
    ),
    (
        "pages",
        "Pages of the dashboards",
        "Milliseconds in Chromium until a page's figures stand there: on the first visit, when "
        "nobody has asked before, and the median of three more; `seen` is until something is "
        "painted. Columns are earnings.",
    ),
)
"""The other parts: name, heading, and what is measured."""


def measured(rows: list[dict[str, Any]]) -> str:
    """Return when and where rows were measured, and how busy the machine was."""
    if not rows:
        return "Not measured yet."
    of = [row["measured"] for row in rows]
    days = " and ".join(sorted({one["at"] for one in of}))
    machines = " and ".join(sorted({one["machine"] for one in of}))
    busy = [one["busy"] for one in of if "busy" in one]
    load = f", load average {min(busy):.0f} to {max(busy):.0f}" if busy else ""
    return f"Measured on {days}; {machines}{load}."


def versions(rows: list[dict[str, Any]]) -> str:
    """Return the versions of the latest row."""
    latest = max((row["measured"] for row in rows), key=lambda one: one["at"], default={})
    return ", ".join(f"{name} {number}" for name, number in latest.get("versions", {}).items())


def content(results: Path = RESULTS) -> str:
    """Return the page."""
    loader = FileSystemLoader(HERE / "templates")
    settings = {"undefined": StrictUndefined, "keep_trailing_newline": True}
    environment = Environment(loader=loader, **settings)  # noqa: S701 - Markdown
    parts = {path.stem: kept(path.stem, results) for path in sorted(results.glob("*.json"))}
    calculation = targets.per_deal(parts.get("calculation", []))
    return environment.get_template("benchmarks.md.j2").render(
        parts=parts,
        calculation=calculation,
        targets=targets.targets(calculation, parts.get("whole", [])),
        limits=targets.limits(calculation),
        models=targets.models(calculation),
        number=number,
        by_size=by_size,
        by_stage=by_stage,
        pivoted=pivoted,
        measured=measured,
        versions=versions,
        others=OTHERS,
        titles=TITLES,
    )


def write(docs: Path = DOCS) -> None:
    """Write the page and the chart."""
    rows = targets.per_deal(kept("calculation"))
    (docs / "benchmarks.md").write_text(content(), encoding="utf-8")
    (docs / "assets" / "benchmarks.svg").write_text(chart.draw(rows, TITLES), encoding="utf-8")
