"""Calculating closed months again, in an empty place, from nothing but the archive."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from audit.archive import Archive
from audit.entries import proof_of_entries
from audit.refused import Refused
from audit.replay_place import Place
from audit.seal import canonical, seal_body

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Replayed:
    """What came of one month.

    Attributes:
        period: The month.
        seal_no: Number of its seal.
        seal_hash: Hash of the seal that the calculation leads to.
        entries: Entries that stand in it.
        is_same: Whether the seal is the same, bit for bit.
        differences: What differs: a sentence for each figure of the seal, the first one first.
        seconds: Time that its runs took.
    """

    period: str
    seal_no: int
    seal_hash: str
    entries: int
    is_same: bool
    differences: list[str]
    seconds: float


def replay(
    archive: Archive, place: Path, until: str | None = None, tell: Tell | None = None
) -> Iterator[Replayed]:
    """Calculate every closed month again, in the order of the seals.

    Args:
        archive: What the months were made of.
        place: An empty folder; nothing outside of it and the archive is read.
        until: The last month that is wanted; None for all.
        tell: Told what is under way.

    Yields:
        What came of each seal.

    Raises:
        Refused: There is no seal of that month, or the place is not empty.
        ValueError: An object of the archive is missing or was changed.
    """
    seals = [json.loads(path.read_text()) for path in sorted(archive.folder.glob("seals/*.json"))]
    wanted = [number for number, kept in enumerate(seals) if kept["seal"]["period"] == until]
    if not seals or (until and not wanted):
        raise Refused(f"to replay {until or 'anything'}", ["the archive holds no seal of it"])
    if place.exists() and any(place.iterdir()):
        raise Refused("to replay", [f"{place} is not empty: name a new folder"])
    rebuilt, done = Place(archive, place), 0
    for kept in seals[: wanted[-1] + 1] if until else seals:
        started = time.monotonic()
        body = json.loads(kept["seal"]["body"])
        differences = []
        for run_no in archive.run_numbers(done, body["last_run"]):
            if tell:
                tell(f"run {run_no} of {body['period']}")
            differences += _run_again(archive, rebuilt, run_no, kept["logs"])
        done = body["last_run"]
        with rebuilt.connect() as connection:
            rebuilt.follow(connection, kept["logs"], before=sys.maxsize)
            again = seal_body(connection, archive, body["company"], body["period"])
            differences += _differences(body, again)
            connection.execute(
                "insert into ledger.seal values (?, ?, ?, ?, ?, ?)", list(kept["seal"].values())
            )
        yield Replayed(
            body["period"],
            body["seal_no"],
            sha256(canonical(again).encode()).hexdigest(),
            again["entries"],
            not differences and canonical(again) == kept["seal"]["body"],
            differences,
            time.monotonic() - started,
        )


def _run_again(archive: Archive, rebuilt: Place, run_no: int, logs: dict[str, Any]) -> list[str]:
    """Repeat one run, and say whether it posted something else than it did then."""
    record, _ = archive.read_run(run_no)
    with rebuilt.connect() as connection:
        rebuilt.follow(connection, logs, before=run_no)
        rebuilt.load(connection, record)
    rebuilt.calculate(record["run"]["program"])
    with rebuilt.connect() as connection:
        again = proof_of_entries(connection, "run_id", record["run"]["run_id"])
    if again == record["posted"]:
        return []
    return [f"run {run_no} posts {again}, and posted {record['posted']} then"]


def _differences(then: dict[str, Any], again: dict[str, Any]) -> list[str]:
    """Return a sentence for each figure of a seal that is another one now."""
    return [
        f"{name} is {again.get(name)!r}, and was {then.get(name)!r}"
        for name in then
        if then[name] != again.get(name)
    ]
