"""The repository as the style rules see it: its files, and how a broken rule is told."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pathspec
import pytest

ROOT = Path(__file__).parents[2]
MODELS = ("transform/models/**/*.sql", "rules/*/models/**/*.sql")


@cache
def repo_files() -> tuple[PurePosixPath, ...]:
    """Return every file that belongs to the repository, relative to its root.

    `.gitignore` decides and not git itself, so that a bare copy of the tree is checked alike.
    """
    ignored = pathspec.GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text().splitlines())
    found = []
    for folder, subfolders, names in os.walk(ROOT):
        inside = PurePosixPath(Path(folder).relative_to(ROOT).as_posix())
        subfolders[:] = [
            name
            for name in subfolders
            if name != ".git" and not ignored.match_file(f"{inside / name}/")
        ]
        found += [inside / name for name in names if not ignored.match_file(inside / name)]
    return tuple(sorted(found))


def files(*patterns: str) -> list[PurePosixPath]:
    """Return the repository's files that match one of the patterns (as in `.gitignore`)."""
    wanted = pathspec.GitIgnoreSpec.from_lines(patterns)
    return [path for path in repo_files() if wanted.match_file(path)]


@cache
def text(path: PurePosixPath) -> str:
    """Return a file's text; nothing for a file that is not UTF-8 text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def lines(paths: Iterable[PurePosixPath]) -> Iterator[tuple[str, str]]:
    """Yield each line with its place, `path:number`."""
    for path in paths:
        for number, line in enumerate(text(path).splitlines(), start=1):
            yield f"{path}:{number}", line


def assert_none(broken: Iterable[str], advice: str) -> None:
    """Fail with the list of what breaks a rule, and what to do about it.

    Args:
        broken: One sentence for each breach, its place first.
        advice: What the reader should do.
    """
    if found := list(broken):
        pytest.fail("\n  ".join([f"{len(found)} to mend. {advice}", *found]), pytrace=False)
