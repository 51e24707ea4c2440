"""Dimensions that a plan reads and that no event can have."""

from collections.abc import Iterator

from perfos.company.expressions import constant
from perfos.company.formula import dimensions_of
from perfos.company.mapping import Mapping
from perfos.company.plan.plans import Component, Plan
from perfos.company.problems import Location
from perfos.company.sources import Sources
from perfos.company.validate import YamlSource


def check_dimensions(plans: list[tuple[Plan, YamlSource]], sources: Sources) -> None:
    """Refuse a formula that reads a mapped column as a dimension: it is empty and pays nothing.

    Only the columns that no mapping of their table mentions travel along as dimensions.
    """
    used: dict[str, set[str]] = {}
    for mapping in sources.mappings:
        used.setdefault(mapping.from_, set()).update(mapping.columns)
    for plan, file in plans:
        for number, component in enumerate(plan.components):
            tables = [used[one.from_] for one in sources.mappings if _feeds(one, component)]
            never = set.intersection(*tables) if tables else set()
            for place, text in _formulas(component):
                for name in sorted(never & dimensions_of(text)):
                    at: Location = ("components", number, *place)
                    file.add(
                        at,
                        f'the dimension "{name}"',
                        "a column that sources.yml maps is no dimension: name the event's own "
                        "column that it becomes, or leave it out of the mappings of its table",
                    )


def _formulas(component: Component) -> Iterator[tuple[Location, str]]:
    """Yield the formulas of a component, with where they stand."""
    credit, rate = component.credit, component.rate
    found: list[tuple[Location, object]] = [
        (("credit", "measure"), credit.measure),
        (("credit", "when"), credit.when),
        (("multiplier",), component.multiplier),
        (("rate", "rate"), rate.rate),
        (("rate", "rows", "by"), rate.rows and rate.rows.by),
        (("rate", "columns", "by"), rate.columns and rate.columns.by),
    ]
    yield from ((at, text) for at, text in found if isinstance(text, str))


def _feeds(mapping: Mapping, component: Component) -> bool:
    """Whether a mapping delivers events that a component may count."""
    if mapping.entity != "event" or "kind" not in mapping.fields:
        return False
    kind = constant(mapping.fields["kind"])
    return kind is None or kind in component.credit.events
