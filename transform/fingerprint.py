"""Whether dbt has to parse again: a hash over every file that it would parse."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

SUFFIXES = {".sql", ".yml", ".csv"}


def fingerprint(project: Path) -> str:
    """Return a hash over the files of a dbt project, and dbt's version."""
    digest = hashlib.sha256(version("dbt-core").encode())
    for path in _sources(project):
        digest.update(f"\n{path}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _sources(project: Path) -> Iterator[Path]:
    """Yield every file that dbt parses, links followed, in a stable order."""
    yield project / "dbt_project.yml"
    yield project / "profiles.yml"
    packages = sorted((project / "dbt_packages").glob("*"))
    folders = [project / name for name in ("models", "generated", "macros", "tests")]
    for folder in [*folders, *packages]:
        # rglob does not follow links, and most folders of a workspace are links.
        yield from sorted(f for f in folder.resolve().rglob("*") if f.suffix in SUFFIXES)
