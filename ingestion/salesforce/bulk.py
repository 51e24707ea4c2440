"""Rows by Bulk API 2.0: a job that Salesforce works on, and its results as files of CSV."""

import csv
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from ingestion.api.client import Api
from ingestion.door.names import file_literal, literal, quoted, snake_case
from ingestion.errors import LoadError
from ingestion.salesforce.describe import SObject

# Seconds between two questions whether the job is done: the first wait, the longest, and all.
FIRST_WAIT, LONGEST_WAIT, PATIENCE = 1.0, 30.0, 4 * 3600.0
PAGE_ROWS = 100_000
# A row may have 1.6 million characters of long text.
_LONGEST_ROW = 8 * 1024 * 1024
_FAILED = ("Failed", "Aborted")


def arrive(scratch: duckdb.DuckDBPyConnection, api: Api, thing: SObject, soql: str) -> None:
    """Read the rows of a query into the scratch table `arrived`.

    Raises:
        Refused: Salesforce refuses; `INVALIDENTITY` is the code for objects that Bulk has not.
        LoadError: The job failed, takes too long, or its results are never whole.
    """
    wanted = {
        "operation": "queryAll",
        "query": soql,
        "contentType": "CSV",
        "columnDelimiter": "COMMA",
        "lineEnding": "LF",
    }
    path = f"jobs/query/{api.ask('jobs/query', body=wanted).json()['id']}"
    is_over = False
    try:
        _wait(api, path)
        is_over = True
        columns = ", ".join(f"{quoted(snake_case(field))} varchar" for field in thing.fields)
        scratch.execute(f"create or replace table arrived ({columns})")
        locator: str | None = None
        while locator != "null":
            locator = _page(scratch, api, thing, path, locator)
    finally:
        _discard(api, path, is_over)


def _wait(api: Api, path: str) -> None:
    """Return when the job is complete; ask seldom, for each question is a request."""
    wait, waited = FIRST_WAIT, 0.0
    while (told := api.ask(path).json())["state"] != "JobComplete":
        if told["state"] in _FAILED:
            raise LoadError(
                f"{api.job.where}: Salesforce could not answer the query in bulk: the job is "
                f"{told['state']}: {told.get('errorMessage') or 'no reason given'}. Load again"
            )
        if waited > PATIENCE:
            raise LoadError(
                f"{api.job.where}: Salesforce has not answered the query in bulk after "
                f"{PATIENCE / 3600:.0f} hours; the job is {told['state']}. Load again later"
            )
        time.sleep(wait)
        waited, wait = waited + wait, min(wait * 1.5, LONGEST_WAIT)


def _page(
    scratch: duckdb.DuckDBPyConnection, api: Api, thing: SObject, path: str, locator: str | None
) -> str:
    """Read one page of results; return the locator of the next one, `null` after the last.

    A page with fewer rows than its header says, or which is no CSV, was cut: it is asked again.
    """
    asked: dict[str, Any] = {"maxRecords": PAGE_ROWS}
    if locator:
        asked["locator"] = locator
    file = api.job.scratch / "page.csv"
    for _ in range(api.attempts):
        told = {
            name.lower(): value
            for name, value in api.download(f"{path}/results", file, asked).items()
        }
        if _insert(scratch, thing, file, int(told.get("sforce-numberofrecords", -1))):
            return told.get("sforce-locator", "null")
    raise LoadError(
        f"{api.job.where}: {api.host} says that a page of results has "
        f"{told.get('sforce-numberofrecords')} rows, and sends others, again and again. Load later"
    )


def _insert(scratch: duckdb.DuckDBPyConnection, thing: SObject, file: Path, announced: int) -> bool:
    """Append a file to `arrived`, as it stands or not at all; return whether it is whole."""
    with file.open(encoding="utf-8", errors="replace", newline="") as lines:
        header = next(csv.reader(lines), [])
    if set(header) != set(thing.fields):
        return False
    types = ", ".join(f"{literal(snake_case(field))}: 'VARCHAR'" for field in header)
    scratch.execute("begin")
    try:
        found = scratch.execute(
            f"insert into arrived by name select * from read_csv({file_literal(file)}, "
            f"columns = {{{types}}}, auto_detect = false, header = true, delim = ',', "
            "quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = true, "
            # A thread that starts inside a quoted field cannot know it.
            f"parallel = false, max_line_size = {_LONGEST_ROW})"
        ).fetchone()
    except duckdb.Error:
        found = None
    is_whole = found is not None and announced in (found[0], -1)
    scratch.execute("commit" if is_whole else "rollback")
    file.unlink()
    return is_whole


def _discard(api: Api, path: str, is_over: bool) -> None:
    """Take the job away; Salesforce does it after seven days if this fails."""
    if not is_over:
        with suppress(LoadError):
            api.ask(path, body={"state": "Aborted"}, method="PATCH")
    with suppress(LoadError):
        api.ask(path, method="DELETE")
