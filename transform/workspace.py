"""The dbt workspace of one company: links to the models, and what is generated for the company.

A workspace is written in milliseconds before each run. A file is touched only when its content
changed, so that dbt's partial parse stays valid.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock

from perfos.company import Company
from perfos.paths import State
from transform.exposures import Exposure, exposure_file
from transform.generated import generated_files, project_vars
from transform.overlay import overlay_files
from transform.rule_package import RulePackage

HERE = Path(__file__).parent
RULES = HERE.parent / "rules"
ROOT_PROJECT = "performance_os"
NOBODY: Mapping[str, Exposure] = MappingProxyType({})
LINKS = ("models", "macros", "tests")

_PROFILE = """performance_os:
  target: duckdb
  outputs:
    duckdb:
      type: duckdb
      path: {path}
      schema: main
      threads: 2
      settings:
        TimeZone: UTC
        memory_limit: "{{{{ env_var('PERFOS_MEMORY', '2500MB') }}}}"
        preserve_insertion_order: false
        enable_external_access: false
"""
"""Without external access, no SQL of a package can read or write a file or a network address."""


def profile(warehouse: Path, project: Path) -> str:
    """Return profiles.yml of a project: the warehouse as dbt opens it from within the project."""
    path = os.path.relpath(warehouse.resolve(), project.resolve())
    return _PROFILE.format(path=json.dumps(path))


@dataclass(frozen=True)
class Workspace:
    """Where dbt finds a company's project, and where it writes.

    Attributes:
        project_dir: Folder with dbt_project.yml and profiles.yml.
        target_dir: dbt's artifacts: manifest, compiled SQL, run results.
        warehouse: The DuckDB file that is built.
    """

    project_dir: Path
    target_dir: Path
    warehouse: Path


def build_workspace(
    company: Company,
    state: State,
    packages: Sequence[RulePackage] = (),
    shadow: str = "",
    readers: Mapping[str, Exposure] = NOBODY,
) -> Workspace:
    """Write the workspace of a company, or bring it up to date.

    Args:
        company: The validated company folder.
        state: Where the company's state lives; the workspace is `state.dbt`.
        packages: The rule packages that calculate; without any, there are no postings.
        shadow: The package whose schema gets a prefix, so that it stands beside the active one.
        readers: Who reads the public models, by name.

    Raises:
        FileNotFoundError: A rule package is not where it should be.
    """
    project = state.dbt
    for package in packages:
        if not (package.folder / "dbt_project.yml").is_file():
            raise FileNotFoundError(
                f"Rule package {package.name}: {package.folder} holds no dbt_project.yml. "
                "Install the package there, or take it out of rules.yml."
            )

    files = generated_files(company, packages) | exposure_file(readers, packages)
    files["dbt_project.yml"] = (HERE / "dbt_project.yml").read_text() + project_vars(shadow)
    files["profiles.yml"] = profile(state.warehouse, project)
    links = {name: HERE / name for name in LINKS}
    for one in packages:
        if one.is_as_it_stands:
            links[f"dbt_packages/{one.project}"] = one.folder.resolve()
        else:
            files |= overlay_files(one)
    project.mkdir(parents=True, exist_ok=True)
    with FileLock(project.with_name("dbt.lock")):  # Two runs of one company may start at once.
        _sweep(project, set(files) | set(links))
        for name, text in files.items():
            _write(project / name, text)
        for name, target in links.items():
            _link(project / name, target)
    return Workspace(project, project / "target", state.warehouse.resolve())


def _write(path: Path, text: str) -> None:
    """Write a file unless it already says so."""
    if path.is_file() and path.read_text() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _link(path: Path, target: Path) -> None:
    """Point a symlink at `target` unless it already does."""
    if path.is_symlink() and path.readlink() == target:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _sweep(project: Path, kept: set[str]) -> None:
    """Remove what an earlier configuration left: dbt would still build it."""
    packages = list(project.glob("dbt_packages/*"))
    copies = [package for package in packages if not package.is_symlink()]
    inside = [path for package in copies for path in package.rglob("*")]
    for path in [*project.glob("generated/*/*"), *packages, *inside]:
        is_file = path.is_symlink() or path.is_file()
        if is_file and str(path.relative_to(project)) not in kept:
            path.unlink()
