"""The files of a rule package, and which files may be one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from packages.errors import PackageError

Tree: TypeAlias = Mapping[str, bytes]
"""The content of each file by its path in the package, with forward slashes."""

AT_THE_TOP = {
    "package.yml",
    "dbt_project.yml",
    "metrics.yml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "NOTICE",
}
IN_FOLDERS = re.compile(
    r"(models|macros|tests|examples|docs)(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+\.(sql|yml|csv|md)"
)
MAX_PATH = 100
MAX_FILES = 2_000
MAX_BYTES = 20_000_000


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a package's folder.

    Raises:
        PackageError: There is no such folder, or something in it has no place in a package.
    """
    if not folder.is_dir():
        raise PackageError(f"{folder} is not there: it should hold a rule package")
    try:
        paths = dict(_walk(folder))
        check_names(paths)
        check_sizes(path.stat().st_size for path in paths.values())
        return {name: paths[name].read_bytes() for name in sorted(paths)}
    except PackageError as error:
        raise PackageError(f"{folder}: {error}") from None


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise PackageError(f"{name} is a symbolic link: put the file itself there")
        if not path.is_dir():
            if not path.is_file():
                raise PackageError(f"{name} is not a file: only files can be part of a package")
            yield name, path


def check_names(names: Iterable[str]) -> None:
    """Refuse files that no package may hold, and names that are one on some systems.

    Raises:
        PackageError: A name is not allowed.
    """
    seen: dict[str, str] = {}
    for name in names:
        if name not in AT_THE_TOP and not IN_FOLDERS.fullmatch(name):
            raise PackageError(
                f"{name!r} has no place in a package: allowed are {', '.join(sorted(AT_THE_TOP))}, "
                "and .sql, .yml, .csv and .md files in models, macros, tests, examples and docs, "
                "named with the letters a-z, digits, _, - and ."
            )
        if len(name) > MAX_PATH:
            raise PackageError(f"{name!r} is longer than {MAX_PATH} characters: shorten it")
        other = seen.setdefault(name.lower(), name)
        if other != name:
            raise PackageError(f"{other!r} and {name!r} are one file where case does not count")
    if "package.yml" not in seen:
        raise PackageError("package.yml is missing: it says what the package is")


def check_sizes(sizes: Iterable[int]) -> None:
    """Refuse what is too large to be rules.

    Raises:
        PackageError: There are too many files, or too many bytes.
    """
    count = total = 0
    for size in sizes:
        count, total = count + 1, total + size
        if count > MAX_FILES:
            raise PackageError(f"it has more than {MAX_FILES:,} files")
        if total > MAX_BYTES:
            raise PackageError(f"it has more than {MAX_BYTES:,} bytes")
