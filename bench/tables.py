"""Figures as tables of Markdown: a column for each size."""

from typing import Any

TITLES = {
    "package": "sales_commission",
    "script": "SQL script by hand",
    "polars": "polars",
    "polars_explained": "polars, with derivations",
    "pandas": "pandas",
    "pandas_explained": "pandas, with derivations",
    "loop": "row loop",
    "loop_explained": "row loop, with derivations",
    "tryton": "Tryton (flat rate)",
    "scan": "scan: read the columns of the events once",
    "sort": "sort: a running sum over every payee's quarter",
    "hash": "hash: join earnings with their events",
    "write": "write: the postings, computed already",
    "perfos_first": "perfos run, first",
    "perfos_changed": "perfos run, 1 % of the deals changed",
    "perfos_unchanged": "perfos run, nothing changed",
}
"""Who is measured, in the order of the tables."""
HIDDEN = ("deals", "measured", "steps", "contestant")


def number(value: Any) -> str:  # noqa: ANN401 - whatever a measurement returns
    """Return a figure as it is read."""
    if isinstance(value, float) and abs(value) < 100:
        return f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:,.0f}" if isinstance(value, int | float) else str(value)


def grid(sizes: list[int], lines: dict[str, list[str]]) -> str:
    """Return a table with a column for each size; empty lines are left out."""
    if not sizes:
        return ""
    heads = [f"{size:,}" for size in sizes]
    shown = {title: cells for title, cells in lines.items() if any(cells)}
    return "\n".join(
        [
            f"| | {' | '.join(heads)} |",
            "|---" + "|---:" * len(sizes) + "|",
            *(f"| {title} | {' | '.join(cells)} |" for title, cells in shown.items()),
        ]
    )


def by_size(rows: list[dict[str, Any]], figure: str, without: tuple[str, ...] = ()) -> str:
    """Return one figure of every contestant, a line for each."""
    found = {(row["contestant"], row["deals"]): row[figure] for row in rows if figure in row}
    sizes = sorted({size for _, size in found})
    lines = {
        title: [number(found[name, size]) if (name, size) in found else "" for size in sizes]
        for name, title in TITLES.items()
        if name not in without
    }
    return grid(sizes, lines)


def pivoted(rows: list[dict[str, Any]]) -> str:
    """Return all figures of a part, a line for each, its steps below."""
    flat = [{**row, **row.get("steps", {})} for row in rows]
    names = dict.fromkeys(name for row in flat for name in row)
    lines = {
        name.replace("_", " "): [number(row[name]) if name in row else "" for row in flat]
        for name in names
        if name not in HIDDEN
    }
    return grid([row["deals"] for row in flat], lines)


def by_stage(rows: list[dict[str, Any]]) -> str:
    """Return the seconds of the stages of each run at its largest size, a line for each run."""
    order = list(TITLES)
    runs = sorted(
        (row for row in rows if "stages" in row), key=lambda row: order.index(row["contestant"])
    )
    largest = max((row["deals"] for row in runs), default=0)
    shown = [row for row in runs if row["deals"] == largest]
    if not shown:
        return ""
    heads = [name.replace("published__", "").replace("_", " ") for name in shown[0]["stages"]]
    lines = [f"| {largest:,} deals | {' | '.join(heads)} |", "|---" + "|---:" * len(heads) + "|"]
    for row in shown:
        cells = " | ".join(number(seconds) for seconds in row["stages"].values())
        lines.append(f"| {TITLES[row['contestant']]} | {cells} |")
    return "\n".join(lines)
