"""Salesforce: records of an object are updated in collections, each record for itself."""

from typing import Any

from ingestion.errors import LoadError
from ingestion.job import Job
from ingestion.salesforce.org import connected
from writeback.told import Records, tell

BATCH = 200


class Teller:
    """Tells records of one object new values.

    Args:
        job: The object.

    Raises:
        LoadError: A secret is not set, or Salesforce refuses the login.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._api = connected(job)

    def __call__(self, records: Records) -> dict[str, str]:
        """Tell records new values; return what is said about each that was not updated.

        Raises:
            NotTaken: Salesforce refuses the collection.
            LoadError: Salesforce refuses who asks, does not answer, or answers something else.
        """
        attributes = {"type": self._job.table.object}
        told = [{"attributes": attributes, "id": id_, **fields} for id_, fields in records.items()]
        body = {"allOrNone": False, "records": told}
        answer = tell(self._api, "composite/sobjects", "PATCH", body)
        if not isinstance(answer, list) or len(answer) != len(told):
            raise LoadError(f"{self._job.where}: Salesforce does not answer about each record")
        # Answers come in the order of the records; a refused one has no id.
        return {
            id_: _said(result)
            for id_, result in zip(records, answer, strict=True)
            if result.get("success") is not True
        }


def _said(result: dict[str, Any]) -> str:
    """Return what the errors of a record say."""
    errors = result.get("errors") or []
    said = "; ".join(f"{one.get('statusCode')}: {one.get('message')}" for one in errors)
    return said or "Salesforce says nothing about it"
