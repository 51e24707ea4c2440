"""Rows by REST: pages of at most 2,000 rows, as JSON."""

from collections.abc import Iterator
from typing import Any

import duckdb

from ingestion.api.client import Api
from ingestion.api.pages import Pages
from ingestion.salesforce.describe import SObject


def first_page(api: Api, soql: str) -> dict[str, Any]:
    """Return the first page of a query, which also says how many rows there are.

    `queryAll` shows deleted and archived rows too.
    """
    page: dict[str, Any] = api.ask("queryAll", {"q": soql}).json()
    return page


def further_pages(
    scratch: duckdb.DuckDBPyConnection, api: Api, thing: SObject, page: dict[str, Any]
) -> None:
    """Read a page and those after it into the scratch table `arrived`."""
    pages = Pages(api.job.scratch)
    pages.keep(_rows(api, page))
    pages.records(scratch, api.job.where, ("id",), tuple(thing.fields))
    scratch.execute("drop table if exists arrived; alter table records rename to arrived")


def _rows(api: Api, page: dict[str, Any]) -> Iterator[list[Any]]:
    """Yield the rows of a page and of those after it."""
    yield page["records"]
    while not page["done"]:
        locator = page["nextRecordsUrl"].rpartition("/")[2]
        page = api.ask(f"query/{locator}").json()
        yield page["records"]
