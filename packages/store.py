"""Installed packages: each version a folder that never changes, and that many companies share."""

import shutil
from pathlib import Path

from filelock import FileLock

from packages.about import About
from packages.archive import hash_of
from packages.errors import PackageError
from packages.lock import Pin
from packages.tree import Tree, read_tree
from perfos.files import sync
from perfos.paths import store

READ_ONLY = 0o444


def place(name: str, version: str, sha256: str) -> Path:
    """Return where a version is, or would be.

    The hash is part of the name: what two registries call by one name and version stays apart.
    """
    return store() / name / f"{version}-{sha256[:12]}"


def install(tree: Tree, about: About) -> tuple[Path, str]:
    """Put a package into the store, whole or not at all.

    Args:
        tree: Its files; the caller has checked them.
        about: What they are.

    Returns:
        Its folder, and the sha256 of its archive.
    """
    digest = hash_of(tree)
    folder = place(about.name, about.version, digest)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / ".lock"):
        for leftover in folder.parent.glob(".tmp-*"):
            shutil.rmtree(leftover)
        if not _is_whole(folder, digest):
            aside = folder.parent / f".tmp-{folder.name}"
            write_tree(tree, aside)
            if folder.exists():
                folder.rename(folder.parent / f".tmp-damaged-{folder.name}")
            aside.rename(folder)
            sync(folder.parent)
    return folder, digest


def _is_whole(folder: Path, digest: str) -> bool:
    try:
        return folder.is_dir() and hash_of(read_tree(folder)) == digest
    except PackageError:
        return False


def write_tree(tree: Tree, aside: Path) -> None:
    """Write files that were checked into a folder; they are on disk before this returns."""
    for name, content in tree.items():
        path = aside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(READ_ONLY)
        sync(path)
    for folder in [aside, *(path for path in aside.rglob("*") if path.is_dir())]:
        sync(folder)


def installed(pin: Pin) -> Path:
    """Return the folder of a pinned version once its files are known to be the pinned ones.

    Raises:
        PackageError: It is missing or was changed.
    """
    folder = place(pin.name, pin.version, pin.sha256)
    again = f"`perfos package add {pin.name}@{pin.version}` installs it again"
    if not folder.is_dir():
        raise PackageError(f"{pin} is pinned and not installed: {folder} is not there; {again}")
    found = hash_of(read_tree(folder))
    if found != pin.sha256:
        raise PackageError(
            f"{pin} was changed after it was installed: {folder} has the sha256 {found}, and "
            f"{pin.sha256} is pinned; {again}"
        )
    return folder
