"""What the parts of a plan say about each other: gates in a circle, shares above the whole."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from perfos.company.problems import Location, one_of
from perfos.plan.finding import PlanFile, PlanFinding, Raw, number, percent

MEASURED = 3
_NAMING = ("component", "carved_from")


def check_links(file: PlanFile) -> Iterator[PlanFinding]:
    """Yield what is wrong between the parts of one plan."""
    yield from _circles(file)
    yield from _shares(file)
    measured = [component["id"] for _, component in file.components() if _is_measured(component)]
    if len(measured) > MEASURED:
        yield file.warning(
            ("components",),
            f"{len(measured)} measured components ({', '.join(measured)})",
            f"people follow {MEASURED} at most: merge some, or make a plan of their own",
        )


def _is_measured(component: Raw) -> bool:
    """Whether what somebody reaches in a window decides over the pay of a component."""
    rate = component.get("rate") or {}
    return component.get("window") != "event" and rate.get("kind") != "flat"


def _named(value: Any, at: Location) -> Iterator[tuple[str, Location]]:  # noqa: ANN401
    """Yield the components that a part of a plan names, and where."""
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _named(one, (*at, place))
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in _NAMING and isinstance(one, str):
                yield one, (*at, key)
            else:
                yield from _named(one, (*at, key))


def _circles(file: PlanFile) -> Iterator[PlanFinding]:
    """Components that wait for each other; one may wait for itself."""
    links: dict[str, list[tuple[str, Location]]] = {}
    ids = {str(component.get("id")) for _, component in file.components()}
    for part in ("components", "pools", "contests"):
        for place, one in enumerate(file.raw.get(part) or []):
            links[one["id"]] = list(_named(one, (part, place)))
            for name, at in links[one["id"]]:
                if name not in ids and "/" not in name:
                    yield file.error(at, f'"{name}"', f"no such component; {one_of(name, ids)}")
    told: set[frozenset[str]] = set()
    for start in links:
        circle = _circle(links, start)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            at = next(at for name, at in links[start] if name == circle[1 % len(circle)])
            yield file.error(
                at,
                " needs ".join([*circle, circle[0]]),
                "none of them can be worked out before the others: take one of the links out",
            )


def _circle(links: dict[str, list[tuple[str, Location]]], start: str) -> list[str]:
    """Return the way from a component back to itself over others; empty if there is none."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop()
        for name, _ in links.get(way[-1], []):
            if name == start and len(way) > 1:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _shares(file: PlanFile) -> Iterator[PlanFinding]:
    """Shares of one whole that come to more than it."""
    for place, component in file.components():
        at: Location = ("components", place)
        credit = component.get("credit") or {}
        share = number(credit.get("share"))
        if share is not None and share > 1:
            yield file.error(
                (*at, "credit", "share"),
                f"{percent(share)} of each event",
                "an event is credited once at most; pay more by the rate",
            )
        fees = (credit.get("fees") or {}).get("take") or []
        yield from _whole(file, (*at, "credit", "fees", "take"), fees, "fees take")
        payment = component.get("payment") or []
        yield from _whole(file, (*at, "payment"), payment, "payments come to")
    weights: dict[str, Decimal] = {}
    for place, component in file.components():
        target = component.get("target")
        if isinstance(target, dict) and target.get("quota") and target.get("weight"):
            name = target["quota"]
            weights[name] = weights.get(name, Decimal(0)) + (number(target["weight"]) or 0)
            if weights[name] > 1:
                yield file.error(
                    ("components", place, "target", "weight"),
                    f"weights of the target {name} that come to {percent(weights[name])}",
                    "they share one target: 1 at most",
                )


def _whole(file: PlanFile, at: Location, parts: list[Raw], words: str) -> Iterator[PlanFinding]:
    total = sum((number(part.get("share")) or Decimal(0) for part in parts), Decimal(0))
    if total > 1:
        yield file.error(at, f"{words} {percent(total)}", "they share one whole: 1 at most")
