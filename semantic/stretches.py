"""Which runs of a table that is only appended to share a file of a snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass

GROWTH = 2
"""A stretch has at least so many times the rows of the next one: so there are few."""


@dataclass(frozen=True)
class Stretch:
    """Rows of consecutive runs.

    Attributes:
        first, last: Numbers of the runs, from 1.
        runs: Their ids.
        rows: Number of rows.
        hashed: Sum of the rows' hashes.
    """

    first: int
    last: int
    runs: tuple[str, ...]
    rows: int
    hashed: int

    @property
    def label(self) -> str:
        """The name of its file."""
        return f"{self.first}-{self.last}"

    def with_next(self, other: "Stretch") -> "Stretch":
        """Return both as one."""
        runs, rows = self.runs + other.runs, self.rows + other.rows
        return Stretch(self.first, other.last, runs, rows, self.hashed + other.hashed)


def grouped(runs: Sequence[Stretch]) -> list[Stretch]:
    """Return the runs in groups, each much longer than the next: what came first stays as it is."""
    groups: list[Stretch] = []
    for one in runs:
        last = one
        while groups and groups[-1].rows < GROWTH * last.rows:
            last = groups.pop().with_next(last)
        groups.append(last)
    return groups
