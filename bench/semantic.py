"""Many people at once on the semantic layer, each with the queries of their dashboard."""

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from bench.company import write_company
from bench.people import narrowed, viewers
from perfos.paths import State
from semantic.client import BASE
from semantic.serve import running
from semantic.tokens import mint

USERS, SECONDS, THINK = 50, 60.0, (0.5, 1.5)
"""How many people, for how long, and how many seconds a person looks at an answer."""
SECRET = "b" * 64


async def use(
    client: httpx.AsyncClient,
    token: str,
    queries: list[dict[str, Any]],
    seed: int,
    until: float,
) -> list[tuple[float, str]]:
    """Ask as one person until the time is up; return milliseconds and error of each answer."""
    chosen, found = random.Random(seed), []  # noqa: S311 - the same each time
    await asyncio.sleep(chosen.uniform(0, THINK[1]))
    while time.monotonic() < until:
        started = time.monotonic()
        query, error = narrowed(chosen.choice(queries), chosen), "Continue wait"
        while error == "Continue wait":
            answer = await client.post(
                f"{BASE}/load",
                json={"query": query},
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
    for error in {error for _, error in answers if error}:
        print(error, file=sys.stderr)
    times = [milliseconds for milliseconds, _ in answers]
    marks = statistics.quantiles(times, n=100)
    return {
        "users": users,
        "queries": len(answers),
        "errors": sum(bool(error) for _, error in answers),
        **{f"p{mark}_ms": round(marks[mark - 1]) for mark in (50, 95, 99)},
    }


def measure(earnings: int, users: int = USERS, seconds: float = SECONDS) -> dict[str, Any]:
    """Return the figures over a snapshot with so many earnings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        company = write_company(folder / "company", earnings)
        places = {"PERFOS_HOME": str(folder / "home"), "DAGSTER_HOME": name}
        perfos = Path(sys.executable).with_name("perfos")
        program = [perfos, "--company", company, "run", "--json"]
        subprocess.run(program, env=os.environ | places, stdout=subprocess.DEVNULL, check=True)
        state = State(folder / "home" / "bench")
        with running(state, SECRET, folder / "server.log") as url:
            asyncio.run(load(state, url, users=5, seconds=5))
            return {"deals": earnings, **asyncio.run(load(state, url, users, seconds))}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
