"""metrics.yml: where a package has one, its definitions hold and its macros are made of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packages.manifest import PackageManifest
from perfos.company.problems import Problem, shown
from perfos.company.validate import read_text
from perfos.metrics.definition import FILE, Definitions, read_definitions
from perfos.metrics.sql import MACROS, macros

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

WRITE = "write it anew: python -m semantic.metrics"


def check_metrics(folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with the definitions of a package, and macros that say something else."""
    if not (folder / FILE).is_file():
        return
    definitions, problems = read_definitions(folder)
    yield from problems
    if definitions and read_text(folder / MACROS, MACROS) != macros(definitions):
        yield Problem(MACROS, None, "", "something else than metrics.yml says", WRITE)


def check_parts(folder: Path, manifest: PackageManifest, graph: "Manifest") -> Iterator[Problem]:
    """Yield parts that the public model which holds them does not have."""
    definitions: Definitions | None = None
    if (folder / FILE).is_file():
        definitions, _ = read_definitions(folder)
    if definitions is None:
        return
    node: Any = graph.nodes.get(f"model.{manifest.name}.{definitions.model}")
    if node is None or definitions.model not in manifest.provides.models:
        yield Problem(
            FILE, None, "model", shown(definitions.model), "a public model of the package"
        )
        return
    for part in definitions.parts:
        if part.name not in node.columns:
            advice = f"a column of {definitions.model}"
            yield Problem(FILE, None, "parts", f'the part "{part.name}"', advice)
