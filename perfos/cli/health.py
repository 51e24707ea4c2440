"""What `perfos doctor` asks of the machine: Python, the locked packages, Dagster, the disk."""

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from perfos.cli.place import ROOT
from perfos.paths import home

DISTRIBUTION = "performance-os"
SPARE_GB = 2


@dataclass(frozen=True)
class Finding:
    """What one check found.

    Attributes:
        check: What was looked at.
        state: Whether it is right, worth a note, or has to be mended.
        found: What was seen.
        advice: What to do; empty when there is nothing.
    """

    check: str
    state: Literal["ok", "note", "fail"]
    found: str
    advice: str = ""


def environment() -> Iterator[Finding]:
    """Check what has nothing to do with one company."""
    yield _python()
    yield from _packages(ROOT / "requirements.lock")
    yield _dagster_home()
    yield _disk()


def _python() -> Finding:
    version = platform.python_version()
    if (3, 11) <= sys.version_info < (3, 14):
        return Finding("python", "ok", version)
    return Finding("python", "fail", version, "use Python 3.11, 3.12 or 3.13")


def locked_versions(lock: str) -> dict[str, set[str]]:
    """Return the versions that a lock allows for each package, whatever the platform."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;\\]+)", lock, re.MULTILINE):
        versions.setdefault(_canonical(name), set()).add(version)
    return versions


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _packages(lock: Path) -> Iterator[Finding]:
    """Compare what is installed with the lock, and with what the program needs to run."""
    if not lock.is_file():
        yield Finding("packages", "note", "no requirements.lock: not a checkout")
        return
    locked = locked_versions(lock.read_text(encoding="utf-8"))
    installed = {_canonical(one.name): one.version for one in metadata.distributions()}
    other = [
        f"{name} {installed[name]} (locked: {' or '.join(sorted(versions))})"
        for name, versions in locked.items()
        if name in installed and installed[name] not in versions
    ]
    try:
        needed = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        needed = []
    names = {_canonical(re.split(r"[^\w.-]", need)[0]) for need in needed if "extra ==" not in need}
    missing = sorted(names - installed.keys())
    if missing:
        yield Finding("packages", "fail", f"missing: {', '.join(missing)}", "run `make setup`")
    if other:
        yield Finding("packages", "fail", f"not as locked: {', '.join(other)}", "run `make setup`")
    if not (missing or other):
        count = len(locked.keys() & installed.keys())
        yield Finding("packages", "ok", f"{count} installed as locked")


def _dagster_home() -> Finding:
    folder = os.environ.get("DAGSTER_HOME")
    if not folder:
        if (ROOT / "dagster.yaml").is_file():
            return Finding("dagster", "ok", "DAGSTER_HOME is not set: the checkout's dagster.yaml")
        return Finding(
            "dagster", "fail", f"no dagster.yaml in {ROOT}", "restore it from the repository"
        )
    if not Path(folder).is_absolute():
        return Finding("dagster", "fail", f"DAGSTER_HOME={folder}", "make it an absolute path")
    if not (Path(folder) / "dagster.yaml").is_file():
        return Finding(
            "dagster",
            "fail",
            f"DAGSTER_HOME={folder} has no dagster.yaml",
            "unset it, or copy the checkout's dagster.yaml there",
        )
    return Finding("dagster", "ok", f"DAGSTER_HOME={folder}")


def _disk() -> Finding:
    folder = home()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / 1e9
    found = f"{free:,.1f} GB free for {home()}"
    if not os.access(folder, os.W_OK):
        return Finding("state folder", "fail", f"{folder} cannot be written", "set PERFOS_HOME")
    if free < SPARE_GB:
        return Finding("disk", "fail", found, f"free {SPARE_GB} GB, or set PERFOS_HOME elsewhere")
    return Finding("disk", "ok", found)
