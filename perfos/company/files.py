"""The configuration files of a company folder, and the hash over all of them."""

import hashlib
from pathlib import Path

FILES = ("company.yml", "people.csv", "org.csv", "quotas.csv", "sources.yml", "rules.yml")
OPTIONAL = (
    "access.yml", "notifications.yml", "leave.csv", "draws.csv", "kpis.yml", "kpi_values.csv",
    "writeback.yml",
)  # fmt: skip


def config_hash(folder: Path) -> str:
    """Return the sha256 over path and content of all configuration files, in order of path.

    Line ends count as newlines, so that a checkout on another system has the same hash.
    """
    digest = hashlib.sha256()
    for name in configuration_files(folder):
        content = (folder / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def configuration_files(folder: Path) -> list[str]:
    """Return the paths of all configuration files inside a company folder, in order."""
    found = [*folder.glob("plans/*.yml"), *folder.glob("parameters/*/*.csv")]
    optional = [name for name in OPTIONAL if (folder / name).is_file()]
    return sorted([*FILES, *optional, *(path.relative_to(folder).as_posix() for path in found)])
