"""Building, publishing and yanking a version of a package."""

from hashlib import sha256
from pathlib import Path

from packages.about import About, about
from packages.archive import pack
from packages.errors import PackageError
from packages.index import FILE, Entry, Index, archive_of
from packages.registry import Registry
from packages.signature import publisher_key, statement
from packages.tree import read_tree


def build(folder: Path) -> tuple[About, bytes]:
    """Return what the package in a folder is, and its archive.

    Raises:
        PackageError: Something in it has no place in a package.
    """
    tree = read_tree(folder)
    return about(tree), pack(tree)


def publish(folder: Path, registry: Registry, publisher: str) -> tuple[About, Entry]:
    """Sign a package and publish it; a version that is there stays as it is.

    The archive is written first and the index last: a reader never finds a version without its
    archive, and a publication that is interrupted can be made again.

    Raises:
        PackageError: It is published already, or cannot be.
    """
    what, archive = build(folder)
    key = publisher_key(publisher)
    digest = sha256(archive).hexdigest()
    entry = Entry(
        sha256=digest,
        key=key.public,
        signature=key.sign(statement(what.name, what.version, digest)),
        core=what.core,
        packages=what.packages,
    )
    with registry.changing() as index:
        there = index.packages.get(what.name, {}).get(what.version)
        if there:
            same = "with the same content" if there.sha256 == digest else f"as {there.sha256}"
            raise PackageError(
                f"{what} is published already, {same}: a version never changes; give the change "
                "a new version in package.yml and dbt_project.yml"
            )
        registry.write(archive_of(what.name, what.version, digest), archive)
        _write(registry, index.with_entry(what.name, what.version, entry))
    return what, entry


def yank(registry: Registry, name: str, version: str, reason: str) -> None:
    """Mark a version so that nobody begins to use it; whoever has pinned it keeps it.

    Raises:
        PackageError: There is no such version.
    """
    with registry.changing() as index:
        entry = index.packages.get(name, {}).get(version)
        if entry is None:
            raise PackageError(f"{registry.address} holds no {name} {version}")
        yanked = entry.model_copy(update={"yanked": reason})
        _write(registry, index.with_entry(name, version, yanked))


def _write(registry: Registry, index: Index) -> None:
    registry.write(FILE, (index.model_dump_json(indent=1) + "\n").encode())
