"""Files that lie elsewhere: SFTP, S3, GCS, Azure or the web, copied beside before they are read.

fsspec knows the places; what a place needs besides (s3fs, gcsfs, adlfs, paramiko) is installed by
who uses it. A file whose size and time are those of its copy is not copied again.
"""

import json
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec

from ingestion.errors import LoadError
from ingestion.secrets import optional_secret, variable
from perfos.company.sources import Source
from perfos.files import replace_text

_STAMPS = "stamps.json"


def copied(source: Source, folder: Path) -> Path:
    """Copy what is new of a source's files, and return the folder of the copies.

    Args:
        source: Its `address` is where the files are; the secret `sources.<name>.options` holds what
            fsspec has to know for it, as JSON, such as `{"username": "...", "password": "..."}`.
        folder: Of all copies of this company.

    Raises:
        LoadError: The place cannot be read, or a name would leave the folder.
    """
    target = folder / source.name
    target.mkdir(parents=True, exist_ok=True)
    stamps_file = target / _STAMPS
    stamps = json.loads(stamps_file.read_text()) if stamps_file.is_file() else {}
    problem = ""
    try:
        for name, place, stamp in _files(source):
            copy = _inside(target, name, source)
            if not stamp or stamps.get(name) != stamp or not copy.is_file():
                copy.parent.mkdir(parents=True, exist_ok=True)
                part = copy.with_name(f".{copy.name}.part")
                place[0].get_file(place[1], str(part))
                part.replace(copy)
                stamps[name] = stamp
                replace_text(stamps_file, json.dumps(stamps))
    except (OSError, ImportError, ValueError) as error:
        problem = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        if isinstance(error, ImportError):
            problem = f"{error}: install what fsspec names"
    if problem:
        # Outside of the handler: the error of a driver may hold what it was called with.
        raise LoadError(
            f"{source.name}: the files at {source.address} cannot be read "
            f"({_without(problem, source)}). Check the address, and "
            f"{variable(source.name, 'options')}"
        )
    return target


def _files(source: Source) -> Iterator[tuple[str, tuple[Any, str], str]]:
    """Yield name, place and stamp of each file that a table of the source reads."""
    system, root = fsspec.url_to_fs(source.address or "", **_options(source))
    patterns = [table.files or "*" for table in source.tables if not table.history_of]
    if system.protocol == "http" or "http" in system.protocol:
        # The web has no folders: the address is one file, and so is the pattern its name.
        yield patterns[0], (system, root), _stamp(system.info(root))
        return
    for path, info in system.find(root, detail=True).items():
        name = PurePosixPath(path).relative_to(PurePosixPath(root.rstrip("/"))).as_posix()
        if any(fnmatch(name, pattern) for pattern in patterns):
            yield name, (system, path), _stamp(info)


def _stamp(info: dict[str, Any]) -> str:
    """Return what changes with a file; empty where nothing is known, and it is copied anew."""
    known = ("size", "mtime", "LastModified", "last_modified", "updated", "ETag", "md5", "created")
    found = [str(info[key]) for key in known if info.get(key) is not None]
    return " ".join(found) if len(found) > 1 else ""


def _options(source: Source) -> dict[str, Any]:
    text = optional_secret(source.name, "options")
    try:
        options = json.loads(text or "{}")
    except ValueError:
        options = None
    if not isinstance(options, dict):
        raise LoadError(f"{source.name}: {variable(source.name, 'options')} is no JSON object")
    return options


def _inside(target: Path, name: str, source: Source) -> Path:
    copy = (target / name).resolve()
    if not copy.is_relative_to(target.resolve()) or copy.name == _STAMPS:
        raise LoadError(f"{source.name}: a file is called {name}, which is no name for a copy")
    return copy


def _without(text: str, source: Source) -> str:
    """Return a text without the values of the options."""
    for value in _options(source).values():
        text = text.replace(str(value), "***") if len(str(value)) > 2 else text
    return text
