"""A valid company folder, and a hand that spoils it in one place."""

from pathlib import Path

import pytest

from perfos.company import CompanyError, load_company
from perfos.company.init import init_company


class Folder:
    """A company folder under test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, file: str, text: str) -> None:
        """Write a file as a whole."""
        (self.path / file).write_text(text, encoding="utf-8", newline="")

    def append(self, file: str, text: str) -> None:
        """Add lines to a file."""
        self.write(file, (self.path / file).read_text(encoding="utf-8") + text)

    def edit(self, file: str, old: str, new: str) -> int:
        """Replace the first occurrence of a text, which must be there; return its line."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        self.write(file, text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def problems(self):
        """Return what load_company finds wrong, which must be something."""
        with pytest.raises(CompanyError) as caught:
            load_company(self.path)
        assert str(caught.value).count("\n") == len(caught.value.problems)
        return caught.value.problems

    def problem(self):
        """Return the only problem."""
        problems = self.problems()
        assert len(problems) == 1, "\n".join(map(str, problems))
        return problems[0]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a folder as `perfos init` makes it."""
    return Folder(init_company(tmp_path / "acme"))
