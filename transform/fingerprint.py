"""Hashes over the files that dbt would parse: whether it has to parse again, and which program."""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

SUFFIXES = {".sql", ".yml", ".csv"}


def fingerprint(project: Path) -> str:
    """Return a hash over the files of a dbt project, and dbt's version."""
    return _hash(_sources(project, ("models", "generated", "macros", "tests")))


def program(project: Path) -> str:
    """Return a hash over all that dbt parses but what is generated for the company."""
    return _hash(_sources(project, ("models", "macros", "tests")))


def _hash(sources: Iterator[tuple[str, Path]]) -> str:
    digest = hashlib.sha256(f"{version('dbt-core')} {version('dbt-duckdb')}".encode())
    for name, path in sources:
        digest.update(f"\n{name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _sources(project: Path, folders: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Yield every file that dbt parses, links followed, by its name in the project, in order."""
    for name in ("dbt_project.yml", "profiles.yml"):
        yield name, project / name
    for folder in [*(project / name for name in folders), *sorted(project.glob("dbt_packages/*"))]:
        # rglob does not follow links, and most folders of a workspace are links.
        real = folder.resolve()
        for path in sorted(file for file in real.rglob("*") if file.suffix in SUFFIXES):
            yield f"{folder.name}/{path.relative_to(real)}", path
