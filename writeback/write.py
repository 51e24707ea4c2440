"""The changes of one object on their way to its CRM, with a receipt for each."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from ingestion.errors import LoadError
from perfos.company.sources import Source
from writeback.changes import Changes
from writeback.destination import Stopped, deliver
from writeback.receipts import append
from writeback.told import NotTaken, Records, job_of

Teller = Callable[[Records], dict[str, str]]


@dataclass
class Written:
    """What became of the changes of one object.

    Attributes:
        where: The object, as `source.object`.
        changes: How many there were.
        written: How many the CRM took.
        refused: What it said about those that it did not take, by record.
        requests: Requests to the API, repeated ones too.
        problem: Why the rest was not sent; empty if all was.
    """

    where: str
    changes: int
    written: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    problem: str = ""


class Writer:
    """Writes the changes of one object, and a receipt for each.

    Args:
        source: The CRM.
        changes: What its object is to be told.
        file: Takes the receipts.
        stamp: What each receipt says of the write: run, snapshot, who and why.
        first_no: Number of the first change.
    """

    def __init__(
        self, source: Source, changes: Changes, file: TextIO, stamp: dict[str, str], first_no: int
    ) -> None:
        target = changes.target
        self._source, self._changes, self._file = source, changes, file
        self._stamp = stamp | {"destination": target.to, "object": target.object}
        self._next = first_no
        self.done = Written(changes.where, changes.changed.num_rows)

    def run(self, folder: Path) -> Written:
        """Send what has changed; return what became of it.

        Args:
            folder: Dlt's working folder; what a kill has left there is thrown away.
        """
        job = job_of(self._source, self._changes.target.object)
        kind = import_module(f"writeback.{self._source.kind}")
        try:
            teller = kind.Teller(job)
            deliver(
                self._changes.records(), kind.BATCH, lambda rows: self._batch(rows, teller), folder
            )
        except (LoadError, Stopped) as error:
            self.done.problem = str(error)
        self.done.requests = job.requests
        return self.done

    def _batch(self, batch: list[dict[str, Any]], teller: Teller) -> None:
        """Tell the records of a batch, and note before and after what was sent and answered.

        Raises:
            Stopped: Nothing more can be sent.
        """
        told = {row["record_id"]: json.loads(row["fields"]) for row in batch}
        lines = [
            {"change_no": self._next + number, "record_id": id_, **one}
            for number, (id_, one) in enumerate(
                (id_, one) for id_, fields in told.items() for one in fields
            )
        ]
        self._next += len(lines)
        self._note([line | {"status": "sent"} for line in lines])
        records = {id_: {one["field"]: one["value"] for one in told[id_]} for id_ in told}
        try:
            refused = _refused(teller, records)
        except LoadError as error:
            raise Stopped(str(error)) from None
        self._note([line | _answer(refused.get(str(line["record_id"]))) for line in lines])
        self.done.refused |= refused
        self.done.written += sum(line["record_id"] not in refused for line in lines)
        if len(refused) == len(records) > 1 and len({*refused.values()}) == 1:
            raise Stopped(f"nothing of a batch was taken: {next(iter(refused.values()))}")

    def _note(self, lines: list[dict[str, Any]]) -> None:
        append(self._file, [self._stamp | line for line in lines])


def _answer(said: str | None) -> dict[str, str]:
    return {"status": "written"} if said is None else {"status": "refused", "message": said}


def _refused(teller: Teller, records: Records) -> dict[str, str]:
    """Return what is said about each record that was not taken.

    Where a batch is refused whole, for what one of its records says, each is told alone.
    """
    try:
        return teller(records)
    except NotTaken as error:
        if len(records) == 1:
            return {id_: str(error) for id_ in records}
    alone = [_refused(teller, {id_: fields}) for id_, fields in records.items()]
    return {id_: said for found in alone for id_, said in found.items()}
