"""What a node reads, and what its `meta` says about how its readers are told of a change.

`print: rows`: readers go by the rows that stand in it, because it is appended to, or small.
`print: never`: nobody can tell, so it is built or asked in every run.
`reads`: names of models that it reads without a ref, since a ref would go round in a circle.
`apart_from`: what it reads without effect on what comes out while everything else is the same.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from transform.workspace import ROOT_PROJECT

APPENDED = "incremental"
"""How a table is materialized that keeps its rows, and only gets more."""


def reads(node: Mapping[str, Any]) -> list[str]:
    """Return the ids of all that a node reads through a ref and that counts, in order."""
    apart = _meta(node).get("apart_from", ())
    above = set(node.get("depends_on", {}).get("nodes", []))
    return sorted(one for one in above if one.split(".")[-1] not in apart)


def reads_besides(node: Mapping[str, Any]) -> list[str]:
    """Return the ids of the models that a node reads without a ref."""
    return [f"model.{node['package_name']}.{one}" for one in _meta(node).get("reads", ())]


def is_always(node: Mapping[str, Any]) -> bool:
    """Return whether a node is built or asked in every run."""
    return _meta(node).get("print") == "never"


def is_told_by_rows(node: Mapping[str, Any]) -> bool:
    """Return whether readers of a node go by the rows that stand in it."""
    return _meta(node).get("print") == "rows"


def above(nodes: Mapping[str, Any], names: Iterable[str]) -> set[str]:
    """Return some nodes and all that they read, each once."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [one for one in nodes[name]["depends_on"]["nodes"] if one in nodes]
    return found


def _meta(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a node of our own project says; a package has no say in what is built again."""
    is_ours = node["package_name"] == ROOT_PROJECT
    return (node["config"].get("meta") or {}) if is_ours else {}
