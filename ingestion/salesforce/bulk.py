"""Rows by Bulk API 2.0: a job that Salesforce works on, and its results as files of CSV."""

import time
from contextlib import suppress

import duckdb

from ingestion.api.client import Api
from ingestion.errors import LoadError
from ingestion.salesforce.describe import SObject
from ingestion.salesforce.results import insert_results

# Seconds between two questions whether the job is done: the first wait, the longest, and all.
FIRST_WAIT, LONGEST_WAIT, PATIENCE = 1.0, 30.0, 4 * 3600.0
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
        insert_results(scratch, api, thing, path)
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


def _discard(api: Api, path: str, is_over: bool) -> None:
    """Take the job away; Salesforce does it after seven days if this fails."""
    if not is_over:
        with suppress(LoadError):
            api.ask(path, body={"state": "Aborted"}, method="PATCH")
    with suppress(LoadError):
        api.ask(path, method="DELETE")
