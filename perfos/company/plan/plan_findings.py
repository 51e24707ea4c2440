"""What is wrong inside one plan, between its components, pools and contests."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perfos.company.plan.modifier_findings import WEEKS, reference_findings
from perfos.company.problems import Finding, Location, one_of, shown

if TYPE_CHECKING:
    from perfos.company.plan.plans import Plan


def plan_findings(plan: "Plan") -> Iterator[Finding]:
    """Yield what is wrong between the parts of a plan."""
    if not plan.crediting:
        yield Finding(("components",), "nothing", "allowed: at least one entry")
    yield from _repeated_ids(plan)
    yield from _qualifying(plan)
    yield from _measuring(plan)
    yield from _crediting(plan)
    yield from reference_findings(plan)


def _repeated_ids(plan: "Plan") -> Iterator[Finding]:
    """All parts of a plan share one space of names: postings are known by them."""
    seen: set[str] = set()
    for part in ("components", "pools", "contests", "draws"):
        for number, one in enumerate(getattr(plan, part)):
            if one.id in seen:
                yield Finding((part, number, "id"), f'"{one.id}" twice', "each its own id")
            seen.add(one.id)


def _qualifying(plan: "Plan") -> Iterator[Finding]:
    """Pools and contests ask for components that there are, over the same time."""
    components = {component.id: component for component in plan.components}
    for part in ("pools", "contests"):
        for number, one in enumerate(getattr(plan, part)):
            if not one.qualify:
                continue
            at: Location = (part, number, "qualify", "component")
            component = components.get(one.qualify.component)
            if component is None:
                yield Finding(
                    at, shown(one.qualify.component), one_of(one.qualify.component, components)
                )
            elif component.window in ("event", *WEEKS):
                yield Finding(at, shown(component.id), "a component that accumulates in a window")
            elif part == "pools" and component.window != one.window:
                allowed = f"a component by {one.window}, as the pool is, not by {component.window}"
                yield Finding(at, shown(component.id), allowed)


def _measuring(plan: "Plan") -> Iterator[Finding]:
    """Pools and contests have no tiers that anything could move towards."""
    for part in ("pools", "contests"):
        for number, one in enumerate(getattr(plan, part)):
            for key in ("counts", "splits"):
                if getattr(one.credit, key) not in (None, "credit"):
                    yield Finding((part, number, "credit", key), key, "only in a component")


def _crediting(plan: "Plan") -> Iterator[Finding]:
    """What is carved out comes from another component; the first events are those of a window."""
    ids = {component.id for component in plan.components}
    at: Location
    for number, component in enumerate(plan.components):
        if component.credit.first and component.window == "event":
            at = ("components", number, "credit", "first")
            yield Finding(at, f'"{component.credit.first}"', "a window other than event")
        source = component.carved_from
        if not source:
            continue
        named, _, name = source.rpartition("/")
        at = ("components", number, "carved_from")
        if named in ("", plan.plan) and name == component.id:
            yield Finding(at, shown(source), "another component than itself")
        elif named in ("", plan.plan) and name not in ids:
            yield Finding(at, shown(source), f"{one_of(name, ids)}, or plan/component")
