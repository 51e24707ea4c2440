"""The one query of a table."""

from datetime import datetime, timedelta

from ingestion.salesforce.describe import SObject

# A row is stamped when it is written, and seen when its transaction ends: ten minutes later at
# most, because Salesforce lets none run longer.
OVERLAP = timedelta(minutes=10)


def query(thing: SObject, since: datetime | None) -> str:
    """Return the SOQL of all rows, or of those that have changed.

    Without an order: rows are merged by their id whatever the order, and with one Salesforce does
    not cut large queries into chunks.

    Args:
        thing: The object and its fields, all as Salesforce itself has named them.
        since: The greatest stamp that was seen, in UTC; None reads everything.
    """
    text = f"SELECT {', '.join(thing.fields)} FROM {thing.name}"
    if since is None or thing.stamp is None:
        return text
    moment = (since - OVERLAP).isoformat(timespec="milliseconds")
    return f"{text} WHERE {thing.stamp} >= {moment}Z"
