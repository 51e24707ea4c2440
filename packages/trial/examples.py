"""A package's worked examples: rows that it reads, and the postings that should come of them."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from packages.refused import PackageRefusedError
from perfos.company.validate import read_model
from perfos.company.values import Name, Strict, Text

RowsOfExample = tuple[dict[str, Any], ...]


class WorkedExample(Strict):
    """One worked example."""

    id: Name
    words: Text = Field(description="What it shows, for people.")
    given: dict[Name, RowsOfExample] = Field(
        description="Rows of the core's models and of the package's parameter tables; the company, "
        "its currency and a year of days are there unless they are given."
    )
    expected: RowsOfExample = Field(
        default=(), description="Every line that is posted, by the columns that are of interest."
    )
    holds: dict[Name, RowsOfExample] = Field(
        default_factory=dict,
        description="Rows that public models of the package hold, by the columns that are of "
        "interest; they may hold others.",
    )


class Examples(Strict):
    """A file of worked examples."""

    examples: Annotated[tuple[WorkedExample, ...], Field(min_length=1)]


def read_examples(folder: Path, file: Path) -> tuple[WorkedExample, ...]:
    """Read a file of examples.

    Raises:
        PackageRefusedError: It cannot be read.
    """
    examples, source = read_model(file, file.relative_to(folder).as_posix(), Examples)
    if examples is None:
        raise PackageRefusedError(folder, source.problems)
    return examples.examples
