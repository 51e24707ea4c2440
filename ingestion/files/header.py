"""The header of a table: where it is, and what its columns are called."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

Span = tuple[int, int]


def find_header(rows: Iterable[Sequence[str]], declared: Span | None) -> tuple[int, list[str]]:
    """Return the number of the header's last row, counted from 1, and the titles; 0 if none.

    Args:
        rows: The rows from the top, as text.
        declared: First and last row of the header; None: the first row that holds anything.
    """
    first, last = declared or (1, 0)
    taken: list[Sequence[str]] = []
    for number, row in enumerate(rows, start=1):
        if declared is None and any(cell.strip() for cell in row):
            return number, list(row)
        if declared and first <= number <= last:
            taken.append(row)
        if number == last:
            return number, joined(taken)
    return 0, []


def joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the titles of a header of several rows, from top to bottom, a space between.

    A cell that is blank in a row above the last belongs to the merged cell on its left.
    """
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = zip(*map(_carried, full[:-1]), full[-1], strict=True)
    return [" ".join(text for cell in column if (text := cell.strip())) for column in columns]


def _carried(row: Sequence[str]) -> Iterator[str]:
    """Return the cells of a row, each blank one with the text on its left."""
    return accumulate(row, lambda left, cell: cell if cell.strip() else left)


def no_header(what: str, declared: Span | None) -> str:
    """Return what is said of a file or sheet in which no header was found."""
    if declared:
        return f"no header in the rows {declared[0]} to {declared[1]}. Correct `header`"
    return f"the {what} is empty, it has not even a header. Drop it again"
