"""The rows of an object, into the scratch tables."""

from datetime import datetime
from urllib.parse import quote_plus

import duckdb

from ingestion.api.answers import Refused
from ingestion.api.client import Api
from ingestion.door.names import snake_case
from ingestion.door.records import Records
from ingestion.errors import LoadError
from ingestion.job import Job
from ingestion.salesforce import bulk
from ingestion.salesforce.describe import SObject, described
from ingestion.salesforce.org import connected
from ingestion.salesforce.rest import first_page, further_pages
from ingestion.salesforce.soql import query
from ingestion.salesforce.values import settle
from perfos.company.sources import Table

# Objects whose deleted rows stay visible as IsDeleted. All others are read whole and replaced,
# which is always right, and quick because they are small: roles, territories, quotas, rates.
MERGED = {
    "Account",
    "Campaign",
    "CampaignMember",
    "Case",
    "Contact",
    "Contract",
    "Event",
    "Lead",
    "Opportunity",
    "OpportunityLineItem",
    "OpportunitySplit",
    "Order",
    "OrderItem",
    "Quote",
    "QuoteLineItem",
    "Task",
    "User",
}
_MERGED_ENDINGS = ("__c", "History")

# Bulk is for many rows: below, a job takes as many requests as the pages of REST, and longer.
BULK_ROWS = 10_000
# Salesforce takes 16,384 bytes for the address and the headers, in which the token may be long.
LONGEST_QUERY = 8_000


def merge_key(table: Table) -> tuple[str, ...]:
    """Return the id for objects of which only changes are read; none: the table is replaced."""
    name = table.object or ""
    return ("id",) if name in MERGED or name.endswith(_MERGED_ENDINGS) else ()


def probe(job: Job) -> None:
    """Log in, and ask which fields the object has."""
    described(connected(job), job)


def read(
    scratch: duckdb.DuckDBPyConnection, job: Job, watermark: datetime | None
) -> tuple[Records, datetime | None]:
    """Read all rows of an object, deleted ones too, or those that have changed.

    Returns:
        What was read, and the greatest stamp of all rows that were ever seen, in UTC.

    Raises:
        LoadError: Salesforce refuses, does not answer, or has no such object or field.
    """
    api = connected(job)
    thing = described(api, job)
    is_merged = bool(merge_key(job.table))
    soql = query(thing, watermark if is_merged else None)
    _arrive(scratch, api, thing, soql)
    records = settle(scratch, thing, job.where)
    if not is_merged or thing.stamp is None:
        return records, None
    found = scratch.execute(
        f"select max({snake_case(thing.stamp)})::timestamp from records"
    ).fetchone()
    seen = [moment for moment in (watermark, *(found or ())) if moment is not None]
    return records, max(seen, default=None)


def _arrive(scratch: duckdb.DuckDBPyConnection, api: Api, thing: SObject, soql: str) -> None:
    """Read the rows into the scratch table `arrived`: by Bulk if they are many, else by REST."""
    is_short = len(quote_plus(soql)) <= LONGEST_QUERY
    page = first_page(api, soql) if is_short else None
    if page is None or int(page["totalSize"]) > BULK_ROWS:
        try:
            bulk.arrive(scratch, api, thing, soql)
            return
        except Refused as error:
            # The documented answer for an object that only REST knows.
            if error.code != "INVALIDENTITY":
                raise
    if page is None:
        raise LoadError(
            f"{api.job.where}: {thing.name} has more fields than one request can name, and no Bulk "
            "API. Name the `fields` that you need in sources.yml"
        )
    further_pages(scratch, api, thing, page)
