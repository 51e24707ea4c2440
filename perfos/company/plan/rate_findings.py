"""What is wrong with a rate: what its kind needs, and whether its tables fit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perfos.company.plan.tiers import ByComponent, Tier, rising
from perfos.company.problems import Finding, Location

if TYPE_CHECKING:
    from perfos.company.plan.rates import RateTable

_NEEDED: dict[str, tuple[str, ...]] = {
    "flat": ("rate",),
    "formula": ("rate",),
    "interpolated": ("points",),
    "matrix": ("rows", "columns", "rates"),
}
_PARTS = ("rate", "tiers", "points", "rows", "columns", "rates")


def rate_findings(table: "RateTable") -> Iterator[Finding]:
    """Yield what is wrong with a rate."""
    yield from _parts(table)
    yield from _tiers(table)
    yield from _points(table)
    yield from _matrix(table)
    if table.kind in ("steps", "interpolated", "matrix", "formula") and table.by == "tenure":
        yield Finding(("by",), '"tenure"', f"kind: {table.kind} takes no tenure")


def _parts(table: "RateTable") -> Iterator[Finding]:
    """What the kind needs, and what it has no use for."""
    needed = _NEEDED.get(table.kind, ("tiers",))
    for part in _PARTS:
        value = getattr(table, part)
        if part in needed and value in (None, ()):
            yield Finding((part,), "nothing", f"kind: {table.kind} needs {part}")
        if part not in needed and value is not None:
            allowed = f"kind: {table.kind} takes {' and '.join(needed)} instead"
            yield Finding((part,), part, allowed)
    if table.beyond and table.kind != "interpolated":
        yield Finding(("beyond",), "beyond", "only with kind: interpolated")
    if table.kind == "flat" and isinstance(table.rate, str):
        yield Finding(("rate",), f'"{table.rate}"', "a number; a formula with kind: formula")


def _tiers(table: "RateTable") -> Iterator[Finding]:
    tiers = table.tiers or ()
    key, other = ("pays", "rate") if table.kind == "steps" else ("rate", "pays")
    starts = (0, 1) if table.by == "tenure" else (0,)
    is_free = table.kind == "steps" or table.bounds == "closed"
    if tiers and tiers[0].from_ not in starts and not is_free:
        found = f'"{tiers[0].from_}"'
        yield Finding(("tiers", 0, "from"), found, "the first tier is from 0")
    yield from rising([tier.from_ for tier in tiers], ("tiers",))
    for number, tier in enumerate(tiers):
        at: Location = ("tiers", number)
        if getattr(tier, key) is None and getattr(tier, other) is None:
            yield Finding((*at, key), "nothing", "this key is needed")
        if getattr(tier, other) is not None:
            yield Finding((*at, other), other, f"kind: {table.kind} takes {key} instead")
        if tier.retro is False and table.kind == "retroactive":
            yield Finding((*at, "retro"), '"false"', "kind: retroactive makes every tier retro")
        if tier.retro is not None and table.kind == "steps":
            yield Finding((*at, "retro"), "retro", "kind: steps pays in all, from the start")
        yield from _end(table, number, tier, tiers[number + 1 : number + 2])


def _end(table: "RateTable", number: int, tier: Tier, after: tuple[Tier, ...]) -> Iterator[Finding]:
    at: Location = ("tiers", number, "to")
    if tier.to is None:
        return
    if table.bounds != "closed" or table.kind == "steps":
        yield Finding(at, f'"{tier.to}"', "only rates with bounds: closed have an end")
    elif tier.to < tier.from_ or (after and tier.to > after[0].from_):
        yield Finding(at, f'"{tier.to}"', "from its own from to the next tier's")


def _points(table: "RateTable") -> Iterator[Finding]:
    at = [point.at for point in table.points or ()]
    if table.kind == "interpolated" and len(at) == 1:
        yield Finding(("points",), "a single one", "allowed: two or more")
    yield from rising(at, ("points",), "at")
    for number, point in enumerate(table.points or ()):
        given = "rate" if table.has_rate_points else "pays"
        other = "pays" if table.has_rate_points else "rate"
        if getattr(point, given) is None:
            yield Finding(("points", number, given), "nothing", f"each point has {given}")
        if getattr(point, other) is not None:
            yield Finding(("points", number, other), other, f"each point has {given}")
    if table.has_rate_points and table.by not in ("amount", "attainment"):
        allowed = "points with a rate go by amount or attainment"
        yield Finding(("by",), f'"{table.by}"', allowed)


def _matrix(table: "RateTable") -> Iterator[Finding]:
    if not table.rows or not table.columns or not table.rates:
        return
    for name, axis in (("rows", table.rows), ("columns", table.columns)):
        yield from rising(axis.from_, (name, "from"), None)
    if isinstance(table.rows.by, ByComponent) != isinstance(table.columns.by, ByComponent):
        allowed = "rows and columns both by a formula, or both by a component"
        yield Finding(("columns", "by"), "something else than the rows'", allowed)
    sizes = {len(row) for row in table.rates}
    if len(table.rates) != len(table.rows.from_) or sizes != {len(table.columns.from_)}:
        allowed = f"{len(table.rows.from_)} rows of {len(table.columns.from_)} rates each"
        yield Finding(("rates",), f"{len(table.rates)} rows of {sorted(sizes)}", allowed)
