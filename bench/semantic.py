"""Many people at once on the semantic layer, each with the queries of their dashboard."""

import asyncio
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from perfos.paths import State
from semantic.client import BASE
from semantic.serve import command, environment
from semantic.snapshot import Snapshots
from semantic.tokens import Viewer, mint

USERS, SECONDS, THINK = 50, 60.0, (0.5, 1.5)
"""How many people, for how long, and how many seconds a person looks at an answer."""
SECRET = "b" * 64


def by_month(view: str, measures: list[str], *others: str) -> dict[str, Any]:
    """Return a query for measures by month."""
    named = [f"{view}.{one}" for one in measures]
    return {"measures": named, "dimensions": [f"{view}.{one}" for one in others]}


REP = [
    by_month("statements", ["owed", "count"], "posting_period"),
    by_month("attainment", ["quota", "reached", "attainment"], "window_start", "component"),
    {**by_month("statements", ["owed"], "posting_period", "event_id"), "limit": 50},
    by_month("balances", ["earned", "held", "paid_out"], "posting_period", "currency"),
]
MANAGER = [
    by_month("attainment", ["attainment", "reached"], "payee"),
    by_month("earnings", ["amount"], "payee", "currency"),
]
FINANCE = [
    by_month("accruals", ["expense", "accrued"], "posting_period"),
    by_month("statements", ["owed"], "posting_period", "plan"),
    by_month("periods", ["entries", "owed"], "period"),
]
SHARES = ((0.8, "rep", REP), (0.1, "manager", MANAGER), (0.1, "finance", FINANCE))


@contextmanager
def served(state: State, log: Path) -> Iterator[str]:
    """Run a server over the state's snapshots; yield its address."""
    settings = environment(state, SECRET, "127.0.0.1", 0)
    with log.open("w") as output:
        process = subprocess.Popen(command(), env=settings, stdout=output, stderr=output)
    try:
        while "Listening" not in log.read_text():
            if process.poll() is not None:
                raise RuntimeError(log.read_text())
            time.sleep(0.1)
        line = next(one for one in log.read_text().splitlines() if "Listening" in one)
        yield json.loads(line)["url"]
    finally:
        process.terminate()
        process.wait()


def viewers(state: State, number: int) -> list[tuple[Viewer, list[dict[str, Any]]]]:
    """Return so many people with the queries of each; who has no team asks as finance or a rep."""
    with Snapshots(state).open() as snapshot:
        ids = [one for (one,) in snapshot.execute("select person_id from core.person").fetchall()]
    chosen = random.Random(1)
    people = []
    for place in range(number):
        share = place / number
        me = chosen.choice(ids)
        team = tuple(chosen.sample(ids, min(12, len(ids))))
        for limit, group, queries in SHARES:
            share -= limit
            if share < 0:
                is_finance = group == "finance"
                person = "" if is_finance else me
                below = team if group == "manager" else ()
                people.append((Viewer(me, (group,), person, below), queries))
                break
    return people


async def use(
    client: httpx.AsyncClient,
    token: str,
    queries: list[dict[str, Any]],
    seed: int,
    until: float,
) -> list[tuple[float, str]]:
    """Ask as one person until the time is up; return milliseconds and error of each answer."""
    chosen, found = random.Random(seed), []
    await asyncio.sleep(chosen.uniform(0, THINK[1]))
    while time.monotonic() < until:
        started = time.monotonic()
        error = "Continue wait"
        while error == "Continue wait":
            answer = await client.post(
                f"{BASE}/load",
                json={"query": chosen.choice(queries)},
                headers={"Authorization": f"Bearer {token}"},
            )
            error = answer.json().get("error", "") if answer.status_code == 200 else answer.text
        found.append((1000 * (time.monotonic() - started), error))
        await asyncio.sleep(chosen.uniform(*THINK))
    return found


async def load(state: State, url: str, users: int, seconds: float) -> dict[str, Any]:
    """Return what so many people see: answers, errors, and milliseconds at percentiles."""
    name, until = state.folder.name, time.monotonic() + seconds
    limits = httpx.Limits(max_connections=users)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        asked = [
            use(client, mint(name, SECRET, who), queries, seed, until)
            for seed, (who, queries) in enumerate(viewers(state, users))
        ]
        answers = [one for found in await asyncio.gather(*asked) for one in found]
    times = [milliseconds for milliseconds, _ in answers]
    marks = statistics.quantiles(times, n=100)
    return {
        "users": users,
        "queries": len(answers),
        "errors": sum(bool(error) for _, error in answers),
        **{f"p{mark}_ms": round(marks[mark - 1]) for mark in (50, 95, 99)},
        "first_error": next((error[:200] for _, error in answers if error), ""),
    }


def measure(state: State, users: int = USERS, seconds: float = SECONDS) -> dict[str, Any]:
    """Return the figures of the snapshot that a company has published."""
    with tempfile.TemporaryDirectory() as folder, served(state, Path(folder) / "log") as url:
        asyncio.run(load(state, url, 5, 5))
        return asyncio.run(load(state, url, users, seconds))


if __name__ == "__main__":
    print(json.dumps(measure(State(Path(sys.argv[1])))))
