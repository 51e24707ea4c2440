"""Random companies through the real pipeline, beside what the plain Python says of each."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from tests.rules.random_company import RATES, random_company
from tests.rules.reference.calendar import month_end
from tests.rules.reference.exact import exact
from tests.rules.reference.transfer import Key, balances
from tests.rules.reference.transfers import transfers
from tests.rules.reference.world import World

Row = dict[str, Any]
POSTED = """
select
    split_part(party_id, '.', 1) as example,
    cast(regexp_extract(split_part(rule_id, '/', 1), '_([0-9]+)$', 1) as integer) as plan,
    split_part(rule_id, '/', 2) as component,
    split_part(party_id, '.', 2) as payee,
    period,
    coalesce(nullif(split_part(rule_id, '/', 3), ''), 'earning') as kind,
    account,
    sum(amount) as amount
from sales_commission.sales_commission__postings
group by all
having sum(amount) <> 0
"""


@dataclass(frozen=True)
class Disagreement:
    """A figure that the SQL and the plain Python do not agree about."""

    example: str
    key: Key
    sql: Fraction
    python: Fraction

    def __str__(self) -> str:
        about = " ".join(map(str, self.key))
        return f"{self.example} {about}: SQL {float(self.sql)}, Python {float(self.python)}"


def content(seed: int, count: int) -> Row:
    """Return a file of random companies; the switches differ by seed."""
    random = Random(seed)
    switches: Row = {
        "currency": "EUR",
        "fiscal_year_start": random.choice([1, 1, 4]),
        "rounding": {
            "stage": random.choice(["event", "event", "window"]),
            "mode": random.choice(["half_up", "half_up", "half_even"]),
        },
    }
    examples = [
        random_company(f"r{number:03}", random, switches["fiscal_year_start"])
        for number in range(count)
    ]
    return {"company": switches, "rates": RATES, "examples": examples}


def posted(warehouse: Path) -> dict[str, dict[Key, Fraction]]:
    """Return what the models post for each example."""
    found: dict[str, dict[Key, Fraction]] = defaultdict(dict)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for example, *key, amount in connection.execute(POSTED).fetchall():
            found[example][tuple(key)] = exact(amount)
    return found


def recomputed(file: Row) -> dict[str, dict[Key, Fraction]]:
    """Return the same in plain Python."""
    worlds = [
        World(example, file["company"], file["rates"], date.max) for example in file["examples"]
    ]
    horizon = month_end(max(event.on for world in worlds for event in world.events))
    for world in worlds:
        world.horizon = horizon
    return {world.example["id"]: balances(transfers(world)) for world in worlds}


def disagreements(
    sql: dict[str, dict[Key, Fraction]], python: dict[str, dict[Key, Fraction]]
) -> Iterator[Disagreement]:
    """Yield where they differ."""
    for example, mine in python.items():
        theirs = sql.get(example, {})
        for key in sorted({*mine, *theirs}):
            one, other = theirs.get(key, Fraction(0)), mine.get(key, Fraction(0))
            if one != other:
                yield Disagreement(example, key, one, other)
