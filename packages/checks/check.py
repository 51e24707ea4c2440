"""All checks of a rule package in their order: none of its code runs before it has passed them."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from packages.checks.files import check_files
from packages.checks.growth import Growth
from packages.checks.jinja import check_template, own_macros
from packages.checks.manifest import check_graph, line_of
from packages.checks.metrics import check_metrics, check_parts
from packages.checks.project import check_project
from packages.checks.properties import check_properties
from packages.checks.sql import check_sql
from packages.manifest import PackageManifest, read_manifest
from packages.parameters import with_parameters
from packages.refused import PackageRefusedError
from packages.tree import read_tree
from perfos.company import load_company
from perfos.company.init import init_company
from perfos.company.problems import Problem
from perfos.company.validate import read_text
from perfos.paths import State
from transform.dbt import Dbt, DbtFailed
from transform.workspace import RulePackage, build_workspace


def check_package(folder: Path, others: tuple[RulePackage, ...] = ()) -> PackageManifest:
    """Check a rule package; return its manifest.

    Args:
        folder: The package.
        others: The packages that it requires, each checked before.

    Raises:
        PackageRefusedError: It is not what a package may be; the error lists every reason.
        PackageError: It holds a file that has no place in a package.
    """
    read_tree(folder)
    manifest = read_manifest(folder)
    problems = [*check_files(folder, manifest), *_read(folder, manifest)]
    if not problems:
        problems = list(_understood(folder, manifest, others))
    if problems:
        raise PackageRefusedError(folder, problems)
    return manifest


def _read(folder: Path, manifest: PackageManifest) -> Iterator[Problem]:
    """Yield what the files say and may not, before dbt sees them."""
    yield from check_project(folder, manifest)
    yield from check_metrics(folder)
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    in_dbt = [file for file in sorted(paths) if file.startswith(("models/", "macros/", "tests/"))]
    read = {file: read_text(folder / file, file) for file in in_dbt if file.endswith(".sql")}
    yield from (text for text in read.values() if isinstance(text, Problem))
    texts = {file: text for file, text in read.items() if isinstance(text, str)}
    yield from Growth(texts).problems()
    macros = own_macros(texts)
    for file, text in texts.items():
        yield from check_template(file, text, macros)
    for file in in_dbt:
        if file.endswith(".yml"):
            yield from check_properties(folder, file)


def _understood(
    folder: Path, manifest: PackageManifest, others: tuple[RulePackage, ...]
) -> Iterator[Problem]:
    """Yield what dbt makes of the package and may not be: its graph, and its SQL."""
    rules = (*others, RulePackage(manifest.name, manifest.version, folder))
    with tempfile.TemporaryDirectory(prefix="perfos_check_") as place:
        company = load_company(init_company(Path(place) / "company"))
        company = with_parameters(company, rules)
        dbt = Dbt(build_workspace(company, State(Path(place) / "state"), rules))
        try:
            graph = dbt.parse()
            problems = [*check_graph(manifest, graph), *check_parts(folder, manifest, graph)]
            compiled = [] if problems else dbt.compile(f"package:{manifest.name}")
        except DbtFailed as error:
            yield Problem("models", None, "", f"what dbt refuses ({error})", "mend it")
            return
    yield from (_placed(folder, one, one.field) for one in problems)
    for result in compiled:
        node: Any = graph.nodes.get(result.unique_id)
        if node is None:
            continue  # A unit test, whose texts were read with the properties.
        read = [graph.nodes[key] for key in node.depends_on.nodes if key in graph.nodes]
        relations = {(one.schema, one.alias) for one in read}
        for finding in check_sql(result.compiled, relations):
            problem = Problem(node.original_file_path, None, "", finding.found, finding.allowed)
            yield _placed(folder, problem, finding.word)


def _placed(folder: Path, problem: Problem, word: str) -> Problem:
    """Return a problem with the line that a word of it stands on, where it can be told."""
    if problem.line:
        return problem
    quoted = problem.found.split('"')[1] if problem.found.count('"') > 1 else word
    line = line_of(folder, problem.file, quoted) or line_of(folder, problem.file, word)
    return replace(problem, line=line or 1)
