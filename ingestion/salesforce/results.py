"""The results of a job of Bulk API 2.0: pages of CSV, fetched ahead, taken whole or not at all."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from ingestion.api.ahead import ahead
from ingestion.api.client import Api
from ingestion.door.names import file_literal, literal, quoted, snake_case
from ingestion.errors import LoadError
from ingestion.salesforce.describe import SObject

PAGE_ROWS = 100_000
# A row may have 1.6 million characters of long text.
_LONGEST_ROW = 8 * 1024 * 1024


@dataclass(frozen=True)
class Page:
    """Results as they were downloaded.

    Attributes:
        locator: What it was asked by; the first page has none.
        file: CSV with a header.
        announced: How many rows it should have; -1 if that was not said.
        following: The locator of the next page; `null` after the last.
    """

    locator: str
    file: Path
    announced: int
    following: str


def insert_results(scratch: duckdb.DuckDBPyConnection, api: Api, thing: SObject, path: str) -> None:
    """Read the results of a job that is complete into the scratch table `arrived`.

    Args:
        scratch: Gets the table: one VARCHAR for each field, named in snake_case.
        api: Where the job is.
        thing: The object and the fields that were asked for.
        path: Of the job.

    Raises:
        Refused: Salesforce refuses.
        LoadError: A page of the results is never whole.
    """
    columns = ", ".join(f"{quoted(snake_case(field))} varchar" for field in thing.fields)
    scratch.execute(f"create or replace table arrived ({columns})")
    pages = ahead(_results(api, path))
    for cut in [page for page in pages if not _insert(scratch, thing, page)]:
        _again(scratch, api, thing, path, cut)


def _results(api: Api, path: str) -> Iterator[Page]:
    """Yield page after page of the results."""
    locator = ""
    while locator != "null":
        page = _page(api, path, locator)
        yield page
        locator = page.following


def _page(api: Api, path: str, locator: str) -> Page:
    """Download one page of the results; the first one has no locator."""
    asked: dict[str, Any] = {"maxRecords": PAGE_ROWS} | ({"locator": locator} if locator else {})
    file = api.job.scratch / f"{uuid4().hex}.csv"
    headers = api.download(f"{path}/results", file, asked)
    told = {name.lower(): value for name, value in headers.items()}
    announced = int(told.get("sforce-numberofrecords", -1))
    return Page(locator, file, announced, told.get("sforce-locator", "null"))


def _again(
    scratch: duckdb.DuckDBPyConnection, api: Api, thing: SObject, path: str, cut: Page
) -> None:
    """Ask again for a page that was cut: it has fewer rows than its header says, or is no CSV."""
    for _ in range(1, api.attempts):
        if _insert(scratch, thing, _page(api, path, cut.locator)):
            return
    raise LoadError(
        f"{api.job.where}: {api.host} says that a page of results has {cut.announced} rows, and "
        "sends others, again and again. Load later"
    )


def _insert(scratch: duckdb.DuckDBPyConnection, thing: SObject, page: Page) -> bool:
    """Append a page to `arrived`, as it stands or not at all; return whether it is whole."""
    with page.file.open(encoding="utf-8", errors="replace", newline="") as lines:
        header = next(csv.reader(lines), [])
    if set(header) != set(thing.fields):
        return False
    types = ", ".join(f"{literal(snake_case(field))}: 'VARCHAR'" for field in header)
    scratch.execute("begin")
    try:
        found = scratch.execute(
            f"insert into arrived by name select * from read_csv({file_literal(page.file)}, "
            f"columns = {{{types}}}, auto_detect = false, header = true, delim = ',', "
            "quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = true, "
            # A thread that starts inside a quoted field cannot know it.
            f"parallel = false, max_line_size = {_LONGEST_ROW})"
        ).fetchone()
    except duckdb.Error:
        found = None
    is_whole = found is not None and page.announced in (found[0], -1)
    scratch.execute("commit" if is_whole else "rollback")
    page.file.unlink()
    return is_whole
