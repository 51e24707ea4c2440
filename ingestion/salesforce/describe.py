"""What an object has: asked of Salesforce, because SOQL has no `select *`."""

from dataclasses import dataclass
from urllib.parse import quote

from ingestion.api.answers import Refused
from ingestion.api.client import Api
from ingestion.door.names import guess
from ingestion.errors import LoadError
from ingestion.job import Job

# Compound fields repeat what other fields hold, and Bulk refuses them; files are no data.
_LEFT_OUT = ("address", "location", "base64")
_STAMPS = ("SystemModstamp", "LastModifiedDate", "CreatedDate")
# Without them a deleted row could not be told from a live one.
_ALWAYS = ("Id", "IsDeleted")
_ADVICE = (
    "Mend sources.yml; a name of your own ends in __c, and what the user who logs in may not see "
    "is not there"
)


@dataclass(frozen=True)
class SObject:
    """An object, and what is read of it.

    Attributes:
        name: As the API calls it.
        fields: Salesforce's type of each field that is read, by its name.
        stamp: The field that moves when a row changes; None if there is none.
    """

    name: str
    fields: dict[str, str]
    stamp: str | None


def described(api: Api, job: Job) -> SObject:
    """Return the object of a table with the fields that are asked for, or all of them.

    Raises:
        LoadError: There is no such object or field, or the user may not see it.
    """
    name = job.table.object or ""
    try:
        answer = api.ask(f"sobjects/{quote(name, safe='')}/describe").json()
    except Refused as error:
        if error.status != 404:
            raise
        answer = None
    if answer is None:
        known = [one["name"] for one in api.ask("sobjects").json()["sobjects"]]
        raise LoadError(f"{job.where}: no object {guess(name, known)}. {_ADVICE}")
    types = {one["name"]: one["type"] for one in answer["fields"]}
    readable = [field for field, type_ in types.items() if type_ not in _LEFT_OUT]
    unknown = [field for field in job.table.fields if field not in readable]
    if unknown:
        hints = ", ".join(guess(field, readable) for field in unknown)
        raise LoadError(f"{job.where}: {name} has no field {hints}. {_ADVICE}")
    stamp = next((field for field in _STAMPS if field in types), None)
    wanted = job.table.fields or readable
    always = [field for field in (*_ALWAYS, stamp) if field in types]
    fields = {field: types[field] for field in dict.fromkeys((*always, *wanted)) if field}
    return SObject(answer["name"], fields, stamp)
