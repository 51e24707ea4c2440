"""What dbt understood of a package: what it reads, what it offers, and under which contract."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packages.manifest import PackageManifest
from perfos.company.problems import Problem
from transform.contract import POSTING

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

CORE = "performance_os"
KINDS = {"model", "test", "unit_test"}


def check_graph(package: PackageManifest, graph: "Manifest") -> Iterator[Problem]:
    """Yield what is wrong with the nodes of a package in dbt's manifest."""
    nodes: dict[str, Any] = {**graph.nodes, **graph.unit_tests}
    own = {key: node for key, node in nodes.items() if node.package_name == package.name}
    for node in own.values():
        yield from _place(package, node)
        yield from _reads(package, node, nodes)
    models = {node.name: node for node in own.values() if str(node.resource_type) == "model"}
    core = {node.name for node in nodes.values() if node.package_name == CORE}
    for name, node in models.items():
        if name in core:
            yield _at(
                node, f'a model called "{name}"', "the core has one of that name: take another"
            )
    yield from _offers(package, models)
    yield from _unread(package, own)
    yield from _postings(package, models)


def _at(node: Any, found: str, allowed: str) -> Problem:  # noqa: ANN401
    return Problem(node.original_file_path, None, node.name, found, allowed)


def _place(package: PackageManifest, node: Any) -> Iterator[Problem]:  # noqa: ANN401
    """Yield what a node is or where it would go, if that has no place in a package."""
    kind = str(node.resource_type)
    if kind not in KINDS:
        yield _at(node, f"a {kind}", f"allowed: {', '.join(sorted(KINDS))}")
    elif kind == "model" and (node.schema != package.name or node.alias != node.name):
        found = f"the relation {node.schema}.{node.alias}"
        yield _at(node, found, f"{package.name}.{node.name}")


def _reads(package: PackageManifest, node: Any, nodes: dict[str, Any]) -> Iterator[Problem]:  # noqa: ANN401
    """Yield what a node reads and may not."""
    for key in node.depends_on.nodes:
        kind, project, name = key.split(".")[:3]
        if kind == "source":
            yield _at(
                node, f"the source {'.'.join(key.split('.')[2:])}", "public models of the core"
            )
            continue
        if project == package.name or kind != "model":
            continue
        is_public = str(getattr(nodes[key], "access", "")) == "public"
        if project == CORE and not (is_public and nodes[key].schema == "core"):
            yield _at(node, f'the private model "{name}"', "public models of the core")
        elif project == CORE and name not in _declared(package):
            yield _at(node, f'the model "{name}"', "name it in package.yml under requires.models")
        elif project != CORE and not (is_public and project in package.requires.packages):
            advice = "public models of packages under requires.packages"
            yield _at(node, f'the model "{name}" of {project}', advice)


def _declared(package: PackageManifest) -> set[str]:
    return {
        *package.requires.models,
        *(f"{package.name}__{one.name}" for one in package.parameters),
    }


def _offers(package: PackageManifest, models: dict[str, Any]) -> Iterator[Problem]:
    """Yield public models without a contract, and promises without a model."""
    offered = {*package.provides.models, *([package.postings] if package.posts else [])}
    if package.postings in models and not package.posts:
        found = f"{package.postings} without an account"
        yield Problem("package.yml", None, "provides.accounts", found, "name what it posts to")
    for name in sorted(offered - set(models)):
        advice = "a package with accounts has it"
        advice = advice if name == package.postings else "write it, or promise less"
        yield Problem("package.yml", None, "provides.models", f'no model "{name}"', advice)
    for name, node in models.items():
        is_public = str(node.access) == "public"
        if is_public != (name in offered):
            advice = "a model is public if package.yml names it under provides.models, and else not"
            yield _at(node, f"access {node.access}", advice)
        if is_public and not node.config.contract.enforced:
            yield _at(node, "no contract", "config: {access: public, contract: {enforced: true}}")
        for column in node.columns.values() if is_public else ():
            if not column.description:
                yield _at(node, f'the column "{column.name}" without words', "a description")


def _unread(package: PackageManifest, own: dict[str, Any]) -> Iterator[Problem]:
    """Yield models that the package says it reads, and does not."""
    read = {key.split(".")[2] for node in own.values() for key in node.depends_on.nodes}
    for name in package.requires.models:
        if name not in read:
            found = f'"{name}", which no model reads'
            yield Problem("package.yml", None, "requires.models", found, "take it out")


def _postings(package: PackageManifest, models: dict[str, Any]) -> Iterator[Problem]:
    """Yield how the columns of the postings differ from what the ledger takes."""
    node = models.get(package.postings)
    columns = {one.name: _plain(one.data_type) for one in node.columns.values()} if node else {}
    for name, kind in POSTING.items() if node else ():
        if columns.get(name) != _plain(kind):
            found = f"the column {name} {columns[name]}" if name in columns else f"no column {name}"
            yield _at(node, found, f"needed: {name} {kind}")
    for name in sorted(set(columns) - set(POSTING)):
        yield _at(node, f"the column {name}", "the columns of a posting, and no other")


def _plain(kind: str | None) -> str:
    return (kind or "").lower().replace(" ", "")


def line_of(folder: Path, file: str, word: str) -> int | None:
    """Return the first line of a file that holds a word; None if none does."""
    text = (folder / file).read_text("utf-8", "replace") if (folder / file).is_file() else ""
    for number, line in enumerate(text.splitlines(), start=1):
        if word and word.lower() in line.lower():
            return number
    return None
