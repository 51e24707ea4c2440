"""A rule package whose own files say why it is not used."""

from collections.abc import Iterable
from pathlib import Path

from packages.errors import PackageError
from perfos.company.problems import Problem, in_order, listed


class PackageRefusedError(PackageError):
    """The package in a folder cannot be used; `problems` lists every reason, file by file."""

    def __init__(self, folder: Path, problems: Iterable[Problem]) -> None:
        self.folder = folder
        self.problems = in_order(problems)
        super().__init__(listed(folder, self.problems))
