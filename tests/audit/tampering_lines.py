"""Ways to tamper with the entries and the log; found even if the list of files is signed anew."""

import json
import random
from hashlib import sha256

from tests.audit.tampering import Files


def swap(files: Files, rng: random.Random) -> str:
    """Swap two entries, or two events."""
    name, lines, count = _lines(files, rng)
    one, other = sorted(rng.sample(range(count), 2))
    lines[one], lines[other] = lines[other], lines[one]
    files[name] = b"".join(lines)
    return f"{name} line {one + 1 if name == 'log.txt' else one + 2} "


def drop(files: Files, rng: random.Random) -> str:
    """Drop an entry, or an event."""
    name, lines, count = _lines(files, rng)
    place = rng.randrange(count)
    lines.pop(place)
    files[name] = b"".join(lines)
    if place == len(lines):
        return name.rpartition("/")[0] or name
    return f"{name} line {place + 1} "


def add(files: Files, rng: random.Random) -> str:
    """Write an entry, or an event, a second time."""
    name, lines, count = _lines(files, rng)
    place = rng.randrange(count)
    lines.insert(place, lines[place])
    files[name] = b"".join(lines)
    return f"{name} line {place + 2} "


def raise_pay(files: Files, rng: random.Random) -> str:
    """Change an amount in an entry, make the line fit its hash again, and sort it in."""
    name = rng.choice([name for name in files if name.startswith("entries/")])
    lines = files[name].splitlines()
    place = rng.randrange(len(lines))
    fields = json.loads(lines[place].partition(b" ")[2])
    fields[18] = f"{rng.randrange(100_000, 999_999)}.000000"
    lines[place] = _hashed(fields)
    before, found = files[name].splitlines(), sorted(lines)
    first = next(n for n, line in enumerate(before) if line != found[n])
    files[name] = b"\n".join(found) + b"\n"
    return f"{name} line {first + 1} "


def change_amount(files: Files, rng: random.Random) -> str:
    """Change an amount in an entry, and nothing else."""
    name = rng.choice([name for name in files if name.startswith("entries/")])
    lines = files[name].splitlines()
    place = rng.randrange(len(lines))
    digest, _, text = lines[place].partition(b" ")
    lines[place] = digest + b" " + text.replace(b".", b"1.", 1)
    files[name] = b"\n".join(lines) + b"\n"
    return f"{name} line {place + 1} "


def change_approval(files: Files, rng: random.Random) -> str:
    """Put another name under an approval, and chain the rest of the log anew."""
    events = [json.loads(line.partition(b" ")[2]) for line in files["log.txt"].splitlines()]
    event = rng.choice([event for event in events if event[2] in ("approved", "submitted")])
    event[4], before, lines = rng.choice(["mallory", "kim"]), "", []
    for one in events:
        one[10] = before
        line = _hashed(one)
        before = line[:64].decode()
        lines.append(line + b"\n")
    files["log.txt"] = b"".join(lines)
    closed = [one[1] for one in events[event_index(events, event) :] if one[2] == "closed"]
    return f"seals/{_seal_of(files, closed[0])}: stands on a log that log.txt is not"


def event_index(events: list[list], event: list) -> int:
    """Return where an event stands."""
    return next(number for number, one in enumerate(events) if one is event)


def _seal_of(files: Files, period: str) -> str:
    return next(
        name.removeprefix("seals/")
        for name in sorted(files)
        if name.startswith("seals/") and json.loads(files[name])["period"] == period
    )


def _lines(files: Files, rng: random.Random) -> tuple[str, list[bytes], int]:
    """Return a file of lines, and how many of them stand under a seal."""
    name = rng.choice([name for name in files if name.startswith("entries/")] + ["log.txt"])
    lines = files[name].splitlines(keepends=True)
    if name != "log.txt":
        return name, lines, len(lines)
    closed = [
        n for n, line in enumerate(lines) if json.loads(line.partition(b" ")[2])[2] == "closed"
    ]
    return name, lines, max(closed) + 1


def _hashed(fields: list) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    return sha256(text).hexdigest().encode() + b" " + text


SEALED = (swap, drop, add, raise_pay, change_amount, change_approval)
