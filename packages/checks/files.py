"""The files of a package: what has to be there, and what dbt would take for something else."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from packages.manifest import PackageManifest
from perfos.company.problems import Problem

NEEDED = ("dbt_project.yml", "README.md", "CHANGELOG.md")
# What dbt reads in its folders; it would run a .py, load a .csv, and render a .md.
OF_DBT = {"models": (".sql", ".yml"), "macros": (".sql",), "tests": (".sql",)}
NAME = re.compile(r"[a-z_][a-z0-9_]*")


def check_files(folder: Path, manifest: PackageManifest) -> Iterator[Problem]:
    """Yield files that are missing, and files that a package may not hold."""
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir())
    names = [PurePosixPath(path.relative_to(folder).as_posix()) for path in paths]
    for needed in NEEDED:
        if PurePosixPath(needed) not in names:
            yield Problem(needed, None, "", "no such file", "every package has it")
    if not any(name.parts[0] == "examples" and name.suffix == ".yml" for name in names):
        yield Problem("examples", None, "", "no worked example", "at least one .yml file")
    for name in names:
        suffixes = OF_DBT.get(name.parts[0], (name.suffix,))
        if name.suffix not in suffixes or "generic" in name.parts:
            found = f"a file {name.name}"
            yield Problem(str(name), None, "", found, f"allowed here: {', '.join(suffixes)}")
        elif name.parts[0] in OF_DBT and not NAME.fullmatch(name.stem):
            yield Problem(str(name), None, "", f"the name {name.stem}", "lower case, digits and _")
    changes = folder / "CHANGELOG.md"
    if changes.is_file() and f"## {manifest.version}" not in changes.read_text("utf-8", "replace"):
        found = f"nothing about {manifest.version}"
        yield Problem("CHANGELOG.md", None, "", found, f"a section ## {manifest.version}")
