"""Which models of the core stand on the company folder and the core alone."""

from typing import Any

from transform.dbt import Dbt

STAGED = ("event", "subscription")
"""Entities whose staging the calendar reads: what was used of them stands in for it."""


def rebuilt(dbt: Dbt) -> list[str]:
    """Return the core models that can be built from the company folder and the core alone."""
    nodes: dict[str, Any] = dict(dbt.parse().nodes)
    models = {key: node for key, node in nodes.items() if node.resource_type == "model"}
    staged = {f"stg_{name}" for name in STAGED}
    known = {key for key, node in models.items() if node.name in staged}
    ready: set[str] = set()

    def is_ready(parent: str) -> bool:
        return parent.startswith("source.performance_os.control.") or parent in ready | known

    def in_core(key: str) -> bool:
        return models[key].schema == "core" or models[key].name == "stg_component_event"

    is_new = True
    published = {key for key in models if models[key].schema == "core"}
    while is_new:
        is_new = False
        for key, node in models.items():
            if key in ready or not in_core(key):
                continue
            parents = [one for one in node.depends_on.nodes if one not in published]
            if parents and not all(map(is_ready, parents)):
                continue
            ready.add(key)
            is_new = True
    return sorted(models[key].name for key in ready)
