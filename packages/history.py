"""What was done with rule packages outside of runs: who, when, why; only ever appended to.

Installing is no run, so it cannot write to the ledger. Each run takes this log along as the table
`control.package_event`: from then on the archive and the seals hold it.
"""

import getpass
import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pyarrow as pa
from filelock import FileLock

from packages.errors import PackageError
from packages.lock import Pin
from perfos.paths import State

COLUMNS = (
    *("event_no", "at", "actor", "action", "name", "version", "sha256", "signer", "source"),
    *("reason", "previous_hash", "event_hash"),
)


def user() -> str:
    """Return the operating system's user."""
    return os.environ.get("USER") or getpass.getuser()


def record(state: State, action: str, pin: Pin, reason: str, actor: str = "") -> None:
    """Append an event, on disk before this returns; each holds the hash of the one before.

    Args:
        state: The company's state.
        action: What was done: `installed`, `pinned`, `removed`, ...
        pin: The version that it was done with.
        reason: Why.
        actor: Who; the operating system's user where nobody is named.
    """
    state.folder.mkdir(parents=True, exist_ok=True)
    with FileLock(state.folder / "packages.guard"):
        done = events(state)
        event: dict[str, Any] = {
            "event_no": len(done) + 1,
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "actor": actor or user(),
            "action": action,
            **asdict(pin),
            "reason": reason,
            "previous_hash": done[-1]["event_hash"] if done else "",
        }
        event["event_hash"] = _hash(event)
        _append(state, json.dumps(event) + "\n")


def events(state: State) -> list[dict[str, Any]]:
    """Return all events, oldest first.

    Raises:
        PackageError: One of them was changed or taken out.
    """
    found: list[dict[str, Any]] = []
    for number, line in enumerate(_lines(state), start=1):
        try:
            event = json.loads(line)
            before = found[-1]["event_hash"] if found else ""
            right = (event["event_no"], event["previous_hash"]) == (number, before)
            right = right and event.pop("event_hash") == _hash(event)
        except (ValueError, KeyError, TypeError, AttributeError):
            right = False
        if not right:
            raise PackageError(
                f"{state.package_events}, line {number}, was changed: restore the file from a "
                "backup; the archive of each run holds a copy of the lines before it"
            )
        found.append({**event, "event_hash": _hash(event)})
    return found


def last_installed(state: State, name: str, version: str) -> Pin | None:
    """Return a version as the company installed it last; None if it never did."""
    for event in reversed(events(state)):
        if (event["name"], event["version"]) == (name, version) and event["action"] == "installed":
            return Pin(**{field: event[field] for field in Pin.__dataclass_fields__})
    return None


def event_table(state: State) -> pa.Table:
    """Return the events as the table of a run."""
    types = {"event_no": pa.int64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    return pa.Table.from_pylist(events(state), schema=schema)


def _hash(event: dict[str, Any]) -> str:
    return sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()


def _lines(state: State) -> list[str]:
    """Return whole lines: one that a crash cut off was never told to anybody."""
    if not state.package_events.exists():
        return []
    text = state.package_events.read_text(encoding="utf-8")
    return text[: text.rfind("\n") + 1].splitlines()


def _append(state: State, line: str) -> None:
    with state.package_events.open("ab+") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(line.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
