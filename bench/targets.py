"""What the project promises of its speed, beside what was measured."""

from dataclasses import dataclass
from typing import Any

Rows = list[dict[str, Any]]
GIB = 1024
FROM = 100_000
"""From this size on the time per deal may not grow; below, dbt's own seconds are most of it."""
FRAME = 1_000_000
"""The size at which Dagster's share is promised."""


@dataclass(frozen=True)
class Target:
    """A promise and its figure.

    Attributes:
        what: What is promised.
        limit: The figure that is promised.
        value: The measured figure; None where it was not measured.
        deals: The size at which it was measured.
        is_most: Whether the limit is the most that is allowed, and not the least.
    """

    what: str
    limit: float
    value: float | None
    deals: int
    is_most: bool = True

    @property
    def verdict(self) -> str:
        """Return whether the promise is kept."""
        if self.value is None:
            return "not measured"
        kept = self.value <= self.limit if self.is_most else self.value >= self.limit
        return "yes" if kept else "**no**"


def per_deal(rows: Rows) -> Rows:
    """Return the rows with the microseconds that a deal takes."""
    return [{**row, "us_per_deal": 1e6 * row["seconds"] / row["deals"]} for row in rows]


def of(rows: Rows, contestant: str) -> dict[int, dict]:
    """Return a contestant's rows by size."""
    return {row["deals"]: row for row in rows if row["contestant"] == contestant}


def ratio(rows: Rows, first: str, second: str) -> tuple[float | None, int]:
    """Return how many times as long the first takes, at the largest size that both have."""
    one, other = of(rows, first), of(rows, second)
    sizes = sorted(one.keys() & other.keys())
    if not sizes:
        return None, 0
    return one[sizes[-1]]["seconds"] / other[sizes[-1]]["seconds"], sizes[-1]


def ratio_per_deal(rows: Rows, contestant: str) -> tuple[float | None, int]:
    """Return a contestant's time per deal by the package's, each at its largest size."""
    one, package = of(rows, contestant), of(rows, "package")
    if not one or not package:
        return None, 0
    return one[max(one)]["us_per_deal"] / package[max(package)]["us_per_deal"], max(package)


def growth(rows: Rows) -> tuple[float | None, int]:
    """Return the longest time per deal by that of the smallest size."""
    sizes = {size: row for size, row in of(rows, "package").items() if size >= FROM}
    if len(sizes) < 2:
        return None, 0
    first = sizes[min(sizes)]["us_per_deal"]
    return max(row["us_per_deal"] for row in sizes.values()) / first, max(sizes)


def targets(calculation: Rows, whole: Rows) -> list[Target]:
    """Return every promise with its figure."""
    first = of(whole, "perfos_first")
    peak = (first[max(first)]["peak_mib"] / GIB, max(first)) if first else (None, 0)

    def least(what: str, limit: float, found: tuple[float | None, int]) -> Target:
        return Target(what, limit, *found, is_most=False)

    explained = ratio(calculation, "pandas_explained", "package")
    changed = ratio(whole, "perfos_changed", "perfos_first")
    unchanged = ratio(whole, "perfos_unchanged", "perfos_first")
    return [
        Target("calculation, times the script", 1.5, *ratio(calculation, "package", "script")),
        Target("whole run, times the script", 3, *ratio(whole, "perfos_first", "script")),
        Target("peak memory of the whole run, GiB", 8, *peak),
        least("pandas, times the calculation", 10, ratio(calculation, "pandas", "package")),
        least("pandas with derivations, times the calculation", 10, explained),
        least("row loop, times per deal", 100, ratio_per_deal(calculation, "loop_explained")),
        least("Tryton, times per deal", 100, ratio_per_deal(calculation, "tryton")),
        Target("run after 1 % changed, share of the first", 0.15, *changed),
        Target("run after nothing changed, share of the first", 0.05, *unchanged),
        Target("what Dagster can add to a first run, share of it", 0.15, *_frame(whole)),
        Target("growth of the time per deal from 100,000 on", 1.2, *growth(calculation)),
    ]


def _frame(whole: Rows) -> tuple[float | None, int]:
    """Return a run after nothing changed by the first: Dagster does as much in it, others little.

    Of a million deals, the size for which it is promised.
    """
    return ratio(
        [row for row in whole if row["deals"] <= FRAME], "perfos_unchanged", "perfos_first"
    )


def limits(rows: Rows) -> dict[str, Any]:
    """Return what cannot be left out at the largest size, and how far script and package are."""
    package = of(rows, "package")
    for size in sorted(package, reverse=True):
        found = {name: of(rows, name).get(size) for name in ("scan", "sort", "hash", "write")}
        script = of(rows, "script").get(size)
        if script and all(found.values()):
            seconds = {name: row["seconds"] for name, row in found.items() if row}
            total = sum(seconds.values())
            return {
                "deals": size,
                "seconds": seconds,
                "longest": max(seconds, key=lambda name: seconds[name]),
                "total": total,
                "script": script["seconds"],
                "package": package[size]["seconds"],
                "distance": package[size]["seconds"] / total,
            }
    return {}


def models(rows: Rows) -> dict[str, Any]:
    """Return the longest models of the package at the largest size."""
    package = of(rows, "package")
    return package[max(package)] if package else {}
