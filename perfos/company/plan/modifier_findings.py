"""What is wrong with a component's rate and what comes after it, alone and in its plan."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perfos.company.plan.payment import AT_ONCE
from perfos.company.plan.rates import PAYOUTS
from perfos.company.plan.tiers import ByComponent
from perfos.company.problems import Finding, Location, one_of, shown

if TYPE_CHECKING:
    from perfos.company.plan.modifiers import Minimum
    from perfos.company.plan.plans import Component, Plan

_SHARED = ("window", "quota")
WEEKS = ("week", "two_weeks")


def modifier_findings(component: "Component") -> Iterator[Finding]:
    """Yield what does not go together in one component."""
    rate, alone = component.rate, component.window == "event"
    if component.cap:
        yield from component.cap.findings(component.window)
    pays = rate.kind in PAYOUTS and not rate.has_rate_points
    takes_target = pays or rate.is_by_components
    if component.target and not takes_target:
        allowed = "rates are paid of what is credited: kind: steps, interpolated or matrix"
        yield Finding(("target",), "target", allowed)
    if component.multiplier and rate.kind in PAYOUTS:
        yield Finding(("multiplier",), "multiplier", f"kind: {rate.kind} pays for no single event")
    if rate.unit != "share" and rate.kind in PAYOUTS:
        yield Finding(("rate", "unit"), shown(rate.unit), f"kind: {rate.kind} pays no rate")
    if component.credit.splits == "pay" and (pays or rate.unit == "per_unit"):
        what = f"kind: {rate.kind}" if pays else "unit: per_unit"
        yield Finding(("credit", "splits"), '"pay"', f"{what} pays no part of a deal")
    if rate.is_by_components and any(part.on not in AT_ONCE for part in component.payment):
        allowed = "a matrix over components pays by the month, not by events: hold says when"
        yield Finding(("payment",), "payment", allowed)
    if component.minimum:
        yield from _minimum(component.minimum, alone)
    if component.window in WEEKS:
        yield from _by_weeks(component)


def _by_weeks(component: "Component") -> Iterator[Finding]:
    """What is looked at by the month cannot be measured by weeks, which cross its end."""
    cap, minimum, clawback = component.cap, component.minimum, component.clawback
    needless = {
        "gate": component.gate is not None,
        "multipliers": bool(component.multipliers),
        "rate": component.rate.is_by_components,
        "minimum": minimum is not None and minimum.per != "event",
        "cap": cap is not None and (cap.per in ("period", "year") or cap.excess == "carried"),
        "clawback": clawback is not None and clawback.attainment == "reduced",
    }
    for key in (key for key, is_there in needless.items() if is_there):
        yield Finding((key,), key, f"by the month, which window: {component.window} is not")


def _minimum(minimum: "Minimum", alone: bool) -> Iterator[Finding]:
    if minimum.amount < 0:
        yield Finding(("minimum", "amount"), f'"{minimum.amount}"', "allowed: 0 or more")
    if minimum.per == "window" and alone:
        yield Finding(("minimum", "per"), '"window"', "window: event has none: per: event")


def reference_findings(plan: "Plan") -> Iterator[Finding]:
    """Yield components that are named and cannot be gone by, and ways that cannot be shared."""
    components = {component.id: component for component in plan.components}
    for number, component in enumerate(plan.components):
        for at, name in references(component):
            where: Location = ("components", number, *at)
            named = components.get(name)
            if named is None:
                yield Finding(where, shown(name), one_of(name, components))
            elif named.window in ("event", *WEEKS) or named.rate.by == "tenure":
                yield Finding(where, shown(name), "a component that accumulates in a window")
    yield from _sharing(plan)


def references(component: "Component") -> Iterator[tuple[Location, str]]:
    """Yield the components that a component goes by, with where they stand."""
    if component.gate:
        yield ("gate", "component"), component.gate.component
    for number, multiplier in enumerate(component.multipliers):
        yield ("multipliers", number, "component"), multiplier.component
    for name in ("rows", "columns"):
        axis = getattr(component.rate, name)
        if axis and isinstance(axis.by, ByComponent):
            yield ("rate", name, "by", "component"), axis.by.component


def _sharing(plan: "Plan") -> Iterator[Finding]:
    first: dict[str, Component] = {}
    for number, component in enumerate(plan.components):
        at: Location = ("components", number, "shares")
        if component.shares is None:
            continue
        if component.rate.kind in (*PAYOUTS, "retroactive") or any(
            tier.retro for tier in component.rate.tiers or ()
        ):
            allowed = "only rates that are not retroactive; a multiplier can take its place"
            yield Finding(at, shown(component.shares), allowed)
        if component.window == "event":
            yield Finding(at, shown(component.shares), "a window that accumulates")
        other = first.setdefault(component.shares, component)
        for name in _SHARED:
            if getattr(component, name) != getattr(other, name):
                allowed = f"the same {name} as {other.id}"
                yield Finding((*at[:2], name), shown(getattr(component, name)), allowed)
        if component.rate.by != other.rate.by:
            where = (*at[:2], "rate", "by")
            yield Finding(where, shown(component.rate.by), f"the same as {other.id}")
