"""The rows of one object of HubSpot, into the scratch tables."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import duckdb

from ingestion.api.pages import Pages
from ingestion.door.records import Records
from ingestion.errors import LoadError
from ingestion.hubspot import deals, lists, records
from ingestion.hubspot.account import Account, Row
from ingestion.hubspot.catalogue import ASSOCIATIONS, DEALS, HISTORY, LISTS, SPLITS, crm_object
from ingestion.hubspot.search import newest
from ingestion.job import Job
from perfos.company.sources import Table


def merge_key(table: Table) -> tuple[str, ...]:
    """Return the id of the record, or of the deal to which all rows of a load belong.

    Lists are replaced; so are splits, for nothing says that a deal changes with them.
    """
    if table.object in (*LISTS, SPLITS):
        return ()
    return ("deal_id",) if table.object in (HISTORY, *ASSOCIATIONS) else ("id",)


def probe(job: Job) -> None:
    """Ask for one owner."""
    Account(job).page("/crm/v3/owners", {"limit": 1})


def read(
    scratch: duckdb.DuckDBPyConnection,
    job: Job,
    watermark: Any,  # noqa: ANN401
) -> tuple[Records, Any]:
    """Read all rows of an object, or those that have changed; return the new watermark too.

    Raises:
        LoadError: HubSpot has no such object or field, refuses, or does not answer.
    """
    name, fields = job.table.object or "", job.table.fields
    if fields and name in (*LISTS, *ASSOCIATIONS, SPLITS):
        raise LoadError(
            f'{job.where}: "{name}" is read whole. Take `fields` out of sources.yml; it is for '
            "objects with properties, and for deal_history"
        )
    if name in LISTS:
        key, columns = lists.COLUMNS[name]
        return _kept(scratch, job, lists.rows(Account(job), name), key, columns), None
    if name == SPLITS:
        account = Account(job)
        found = deals.splits(account, deals.deals_since(account, None))
        return _kept(scratch, job, found, ("deal_id", "id"), deals.SPLIT_COLUMNS), None
    read_one = _read_deals if name in (HISTORY, *ASSOCIATIONS) else _read_records
    return read_one(scratch, job, watermark)


def _read_records(
    scratch: duckdb.DuckDBPyConnection, job: Job, watermark: datetime | None
) -> tuple[Records, datetime | None]:
    """Read the records of an object of the CRM."""
    crm = crm_object(job.table.object or "", job.where)
    account = Account(job)
    names = records.properties_of(account, crm, job.table.fields)
    now = _later(newest(account, crm), watermark)
    found = (
        [flat for row in page for flat in records.flat(row)]
        for page in records.pages(account, crm, names, watermark)
    )
    return _kept(scratch, job, found, ("id",), (*records.OWN, *names)), now


def _read_deals(
    scratch: duckdb.DuckDBPyConnection, job: Job, watermark: datetime | None
) -> tuple[Records, datetime | None]:
    """Read the history or the associations of deals."""
    name, account = job.table.object or "", Account(job)
    names = records.properties_of(account, DEALS, job.table.fields) if name == HISTORY else []
    now = _later(newest(account, DEALS), watermark)
    some = deals.deals_since(account, watermark)
    if name == HISTORY:
        found = deals.history(account, names, some)
        return _kept(scratch, job, found, deals.HISTORY_KEY, deals.HISTORY_COLUMNS), now
    to, column = ASSOCIATIONS[name]
    key = ("deal_id", column)
    found = deals.associations(account, to, column, some)
    return _kept(scratch, job, found, key, (*key, "labels", "type_ids")), now


def _kept(
    scratch: duckdb.DuckDBPyConnection,
    job: Job,
    found: Iterable[list[Row]],
    key: tuple[str, ...],
    columns: tuple[str, ...],
) -> Records:
    """Write pages of flat rows into the scratch tables, each row once."""
    pages = Pages(job.scratch)
    pages.keep(found)
    return pages.records(scratch, job.where, key, columns)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the later of two moments, None being before all."""
    return max((each for each in (one, other) if each), default=None)
