"""Trains what a package's table of cases asks for, unless it was trained from the same already."""

import json
from datetime import date
from hashlib import sha256

import duckdb

from perfos.learning.scorecard import SEED, Weights, library, train

# The same rows in the same order are the same text, whatever the order in which they were built.
DATA = """
select known_on, sha256(string_agg(line, chr(10) order by line)) as hash
from (
    select known_on, cast(to_json([
        cast(features as varchar), cast(outcome as varchar), cast(cases as varchar)
    ]) as varchar) as line
    from {relation}
)
group by known_on
order by known_on
"""
CASES = """
select features, outcome, cases
from {relation}
where known_on <= ?
order by cast(features as varchar), known_on, outcome
"""


def learn(connection: duckdb.DuckDBPyConnection, package: str, relation: str) -> bool:
    """Train a model for the end of each quarter, from what was known by then.

    A model that was trained from the same cases stays, also when the library has become another.

    Args:
        connection: The warehouse; `control.learned_model` and `control.learned_weight` are there.
        package: Whose models they are.
        relation: Its table of cases: known_on, features (a map of texts), outcome, cases.

    Returns:
        Whether any model is another one now.
    """
    kept = dict(
        connection.execute(
            "select learned_on, data_hash from control.learned_model where package = ?", [package]
        ).fetchall()
    )
    wanted = _data_hashes(connection, relation)
    gone = [day for day, found in kept.items() if wanted.get(day) != found]
    new = [day for day, found in wanted.items() if kept.get(day) != found]
    connection.begin()
    for table in ("learned_model", "learned_weight"):
        connection.execute(
            f"delete from control.{table} where package = ? and list_contains(?, learned_on)",
            [package, gone],
        )
    for day in new:
        _keep(connection, package, day, wanted[day], relation)
    connection.commit()
    return bool(gone or new)


def _data_hashes(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[date, str]:
    """Return, for each day, a hash of all that was known by then."""
    found, so_far = {}, ""
    for day, one in connection.execute(DATA.format(relation=relation)).fetchall():
        so_far = sha256(f"{so_far}{day}{one}".encode()).hexdigest()
        found[day] = so_far
    return found


def _keep(
    connection: duckdb.DuckDBPyConnection, package: str, day: date, data_hash: str, relation: str
) -> None:
    """Train and write down one model; of cases that all came out the same, one without weights."""
    rows = connection.execute(CASES.format(relation=relation), [day]).fetchall()
    features, outcomes, cases = zip(*rows, strict=True)
    weights = train(features, outcomes, cases) if len(set(outcomes)) == 2 else {}
    connection.execute(
        "insert into control.learned_model values (?, ?, ?, ?, ?, ?, ?)",
        [package, day, data_hash, _hash(weights), sum(cases), SEED, library()],
    )
    if weights:
        connection.executemany(
            "insert into control.learned_weight values (?, ?, ?, ?, ?)",
            [[package, day, *name, points] for name, points in weights.items()],
        )


def _hash(weights: Weights) -> str:
    lines = sorted([*name, points] for name, points in weights.items())
    return sha256(json.dumps(lines).encode()).hexdigest()
