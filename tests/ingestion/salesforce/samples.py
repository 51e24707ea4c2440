"""Rows of any object, and changes of them: random, but the same for the same seed."""

import random
from datetime import UTC, datetime, timedelta

from tests.apis.salesforce.org import NUMBERS

_TEXTS = (None, "Müller & Söhne", 'say "yes"', "a,b;c", "two\nlines", "trailing ", "'", "0421")
_START = datetime(2025, 1, 1, tzinfo=UTC)


def value(chance: random.Random, field: str, type_: str):
    """Return a value as the test organisation holds it."""
    if chance.random() < 0.15 and type_ != "boolean":
        return None
    if type_ in ("int", "long"):
        return str(chance.randint(0, 500))
    if type_ in NUMBERS:
        return chance.choice(["0", "0.1", "-12.5", "1.0E7", "1234567890123456.78", "99.999"])
    if type_ == "boolean":
        return chance.random() < 0.5
    moment = _START + timedelta(seconds=chance.randint(0, 10**7))
    if type_ == "date":
        return moment.date().isoformat()
    if type_ == "datetime":
        return moment
    if type_ == "time":
        return moment.strftime("%H:%M:%S.000Z")
    return chance.choice(_TEXTS) if type_ != "reference" else f"{field[:3]}{chance.randint(0, 50)}"


def values(chance: random.Random, types: dict[str, str]) -> dict:
    """Return values of all fields but those that the organisation itself keeps."""
    kept = ("Id", "IsDeleted", "CreatedDate", "LastModifiedDate", "SystemModstamp")
    return {one: value(chance, one, type_) for one, type_ in types.items() if one not in kept}


def fill(org, name: str, rows: int, seed: int = 1) -> None:
    """Add rows to an object, their ids in no order."""
    chance = random.Random(seed)
    for number in chance.sample(range(rows), rows):
        org.put(name, f"{name}{number:03d}", **values(chance, org.objects[name]))


def change(org, name: str, chance: random.Random, edits: int) -> None:
    """Change, add, delete and bring back rows of an object; a history only grows, users stay."""
    for _ in range(edits):
        keys = list(org.rows[name])
        new = f"new{len(keys):03d}"
        key = new if name.endswith("History") else chance.choice([*keys, new])
        if key in keys and name != "User" and chance.random() < 0.3:
            org.delete(name, key)
        else:
            alive = {"IsDeleted": False} if "IsDeleted" in org.objects[name] else {}
            org.put(name, key, **values(chance, org.objects[name]), **alive)
