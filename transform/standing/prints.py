"""Hashes of what each model and test comes from: its SQL, and the rows that it would read."""

import hashlib
import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from transform.standing.meta import APPENDED, is_always, reads, reads_besides

ENGINE = [f"{name} {version(name)}" for name in ("dbt-core", "dbt-duckdb", "duckdb")]
CONFIGURED = (
    "materialized",
    "contract",
    "severity",
    "where",
    "limit",
    "warn_if",
    "error_if",
    "meta",
)


@dataclass(frozen=True)
class Print:
    """What a node comes from.

    Attributes:
        shape: Hash of its SQL, of that of all that it reads, and of the columns of the sources.
        content: The same with the rows of the sources; None where no input says what comes out.
        rows: Hash of the rows that stand in it, if those who read it go by these.
    """

    shape: str
    content: str | None
    rows: str | None = None

    @property
    def told(self) -> str | None:
        """What those who read it are told of it."""
        return self.rows or self.content


def prints_of(
    manifest: Mapping[str, Any],
    project: Path,
    sources: Mapping[str, Print],
    rows: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Print]:
    """Return the print of each model and test, each after those that it reads.

    Args:
        manifest: Dbt's manifest.
        project: The workspace's project folder; what a `dbt_project.yml` sets counts.
        sources: The print of each source table, by its id.
        rows: Hashes of the rows that stand in models whose readers go by these, by their id.
    """
    found: dict[str, Print] = dict(sources)
    nodes = manifest["nodes"]
    macros = _macros(manifest["macros"])
    settings = _settings(project)
    graph = {name: node.get("depends_on", {}).get("nodes", []) for name, node in nodes.items()}
    for name in TopologicalSorter(graph).static_order():
        node = nodes.get(name)
        if node is None or node["resource_type"] not in ("model", "test"):
            continue
        above = [found[one] for one in reads(node) if one in found]
        own = _own(node, settings)
        own += [macros(one) for one in sorted(node["depends_on"]["macros"])]
        told = [*(one.told for one in above), *(rows.get(one) for one in reads_besides(node))]
        # What is appended to comes from what it reads, and from what stands in it already.
        told += [rows.get(name)] if node["config"]["materialized"] == APPENDED else []
        content = None if is_always(node) or not all(told) else digest(*own, *map(str, told))
        found[name] = Print(digest(*own, *(one.shape for one in above)), content, rows.get(name))
    return {name: one for name, one in found.items() if name in nodes}


def sound(
    prints: Mapping[str, Print], nodes: Mapping[str, Any], standing: Container[str]
) -> dict[str, Print]:
    """Return the prints, without the content of what reads a table that does not stand as it says.

    Such a table is left by a run that was killed, or that only some steps of were started.

    Args:
        prints: Of models and tests, each after those that it reads.
        nodes: The nodes of dbt's manifest.
        standing: Ids of the tables that are what their print says, or are about to be.
    """
    found: dict[str, Print] = {}
    for name, one in prints.items():
        node = nodes[name]
        above = [found[parent] for parent in reads(node) if parent in found]
        is_sound = all(parent.told for parent in above) and (
            node["config"]["materialized"] != "table" or name in standing
        )
        found[name] = one if is_sound else replace(one, content=None)
    return found


def digest(*parts: str) -> str:
    """Return one hash for several texts in their order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _own(node: Mapping[str, Any], settings: Mapping[str, str]) -> list[str]:
    """Return what a node says itself."""
    config = {name: node["config"].get(name) for name in CONFIGURED}
    columns = {name: one.get("data_type") for name, one in node.get("columns", {}).items()}
    said = [node["relation_name"], config, columns, node.get("test_metadata")]
    return [*ENGINE, settings.get(node["package_name"], ""), node["raw_code"], json.dumps(said)]


def _settings(project: Path) -> dict[str, str]:
    """Return what the `dbt_project.yml` of each project says."""
    packages = {one.name: one for one in (project / "dbt_packages").glob("*")}
    folders = {"performance_os": project} | packages
    return {name: (one / "dbt_project.yml").read_text() for name, one in folders.items()}


def _macros(macros: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a cached function
    """Return the function that hashes a macro with all the macros that it calls."""

    @cache
    def hashed(name: str) -> str:
        if name not in macros or name.startswith(("macro.dbt.", "macro.dbt_duckdb.")):
            return name
        called = sorted(set(macros[name]["depends_on"]["macros"]) - {name})
        return digest(macros[name]["macro_sql"], *map(hashed, called))

    return hashed
