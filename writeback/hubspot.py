"""HubSpot: records of an object are updated in batches by their ids."""

from typing import Any

from ingestion.errors import LoadError
from ingestion.hubspot.account import api_of
from ingestion.hubspot.catalogue import crm_object
from ingestion.job import Job
from writeback.told import Records, tell

BATCH = 100


class Teller:
    """Tells records of one object new values.

    Args:
        job: The object.

    Raises:
        LoadError: A secret is not set, or HubSpot has no such object.
    """

    def __init__(self, job: Job) -> None:
        self._where = job.where
        self._path = f"{crm_object(job.table.object or '', job.where).path}/batch/update"
        self._api = api_of(job)

    def __call__(self, records: Records) -> dict[str, str]:
        """Tell records new values; return what is said about each that was not updated.

        Raises:
            NotTaken: HubSpot refuses the batch.
            LoadError: HubSpot refuses who asks, does not answer, or answers something else.
        """
        inputs = [
            # A blank text is how HubSpot empties a property.
            {"id": id_, "properties": {name: value or "" for name, value in fields.items()}}
            for id_, fields in records.items()
        ]
        answer = tell(self._api, self._path, "POST", {"inputs": inputs})
        if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
            raise LoadError(f"{self._where}: HubSpot's answer to {self._path} has no results")
        taken = {str(row.get("id")) for row in answer["results"]}
        said = _said(answer.get("errors") or [])
        return {
            id_: said.get(id_) or said.get("") or "HubSpot says nothing about it"
            for id_ in records
            if id_ not in taken
        }


def _said(errors: list[dict[str, Any]]) -> dict[str, str]:
    """Return what errors say about each id; under "" what they say about none by name."""
    return {
        str(id_): str(error.get("message"))
        for error in errors
        for id_ in (error.get("context") or {}).get("ids") or [""]
    }
