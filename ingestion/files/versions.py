"""The files on disk, and which of them a load reads so that each content is in raw once."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FileOnDisk:
    """A file as it lies in the source's folder.

    Attributes:
        path: Where it is.
        name: Its path relative to the source's folder, with forward slashes.
        sha256: Of its bytes, in hexadecimal digits.
        bytes: Its size.
    """

    path: Path
    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Plan:
    """What a load does about the files of one table.

    Attributes:
        load: Files whose rows are read; older rows of theirs are replaced.
        empty: Files that changed to what another file holds already: older rows of theirs go.
        skipped: How many files stay as they are.
    """

    load: list[FileOnDisk]
    empty: list[FileOnDisk]
    skipped: int


def find_files(folder: Path, pattern: str) -> list[FileOnDisk]:
    """Return the files that match the glob, by name; hidden ones and Excel's locks are left out."""
    return [
        FileOnDisk(path, path.relative_to(folder).as_posix(), _sha256(path), path.stat().st_size)
        for path in sorted(folder.glob(pattern))
        if path.is_file() and not path.name.startswith((".", "~$"))
    ]


def has_changed(file: FileOnDisk) -> bool:
    """Return whether the file on disk is another one than when it was found."""
    return not file.path.is_file() or _sha256(file.path) != file.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_plan(found: Iterable[FileOnDisk], known: dict[str, tuple[str, bool]]) -> Plan:
    """Decide which files are read, so that each content is in raw once.

    Args:
        found: The files on disk.
        known: sha256, and whether it has rows of its own, of the versions in raw, by file name.
    """
    files = {file.name: file for file in found}
    held = {
        sha256
        for name, (sha256, has_rows) in known.items()
        if has_rows and (name not in files or files[name].sha256 == sha256)
    }
    load, empty, skipped = [], [], 0
    for name, file in files.items():
        before, has_rows = known.get(name, ("", False))
        if file.sha256 == before and has_rows:
            skipped += 1
        elif file.sha256 not in held:
            held.add(file.sha256)
            load.append(file)
        elif has_rows:
            empty.append(file)
        else:
            skipped += 1
    return Plan(load, empty, skipped)
