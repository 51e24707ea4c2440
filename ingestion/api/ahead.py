"""Pages that are fetched while the page before is being worked on."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_END = object()


def ahead(pages: Iterable[T]) -> Iterator[T]:
    """Yield what `pages` yields, one step behind: the next one is on its way meanwhile.

    All of `pages` runs in one thread, so that what it uses is never used twice at a time. What it
    raises is raised here, after the pages before.
    """
    found = iter(pages)
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        coming = thread.submit(next, found, _END)
        while (page := coming.result()) is not _END:
            coming = thread.submit(next, found, _END)
            yield page  # type: ignore[misc]
