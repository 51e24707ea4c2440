"""The chart of the benchmarks: time per deal by size, both axes in powers of ten."""

import math
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bench.inputs import HERE

COLOURS = {
    "package": "#3f51b5",
    "script": "#00897b",
    "polars": "#f9a825",
    "pandas": "#8e24aa",
    "loop": "#d84315",
    "tryton": "#616161",
}
WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 20, 50


def draw(rows: list[dict[str, Any]], titles: dict[str, str]) -> str:
    """Return an SVG with a line for each contestant."""
    shown = [row for row in rows if row["contestant"] in COLOURS]
    sizes = [row["deals"] for row in shown] or [1, 10]
    times = [row["us_per_deal"] for row in shown] or [1, 10]
    across = _scale(sizes, LEFT, WIDTH - RIGHT)
    up = _scale(times, HEIGHT - BOTTOM, TOP)
    lines = [
        {
            "colour": colour,
            "title": titles[name],
            "points": [
                (across(row["deals"]), up(row["us_per_deal"]))
                for row in sorted(shown, key=lambda row: row["deals"])
                if row["contestant"] == name
            ],
        }
        for name, colour in COLOURS.items()
    ]
    loader = FileSystemLoader(HERE / "templates")
    template = Environment(loader=loader, undefined=StrictUndefined, autoescape=True).get_template(
        "benchmarks.svg.j2"
    )
    return template.render(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        lines=[line for line in lines if line["points"]],
        across=[(across(mark), f"{mark:,.0f}") for mark in _marks(sizes)],
        up=[(up(mark), f"{mark:,.0f}") for mark in _marks(times)],
    )


def _marks(values: list[float]) -> list[float]:
    """Return the powers of ten around values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]


def _scale(values: list[float], start: float, end: float):  # noqa: ANN202 - a function
    """Return what places a value between two ends, by its power of ten."""
    marks = _marks(values)
    low, high = math.log10(marks[0]), math.log10(marks[-1])
    return lambda value: round(start + (math.log10(value) - low) / (high - low) * (end - start), 1)
