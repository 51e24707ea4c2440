"""One measurement is one process: its time, its cores, and the memory of all that it starts."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import psutil

MEMORY = os.environ.setdefault("PERFOS_MEMORY", "5GB")
"""What DuckDB may use, in the product and in every script beside it."""
LONG_S, ROUNDS, PAUSE_S = 120, 3, 0.1


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that `action` takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def cpu() -> float:
    """Return the seconds that this process and what it has started have kept a core busy."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def in_rounds(action: Callable[[], object]) -> dict[str, float]:
    """Return medians of three rounds, or one round where that takes over two minutes."""
    walls: list[float] = []
    cores: list[float] = []
    while len(walls) < ROUNDS and (not walls or walls[0] < LONG_S):
        before = cpu()
        walls.append(timed(action))
        cores.append(cpu() - before)
    return {
        "seconds": round(statistics.median(walls), 3),
        "cpu_s": round(statistics.median(cores), 3),
        "rounds": len(walls),
    }


def measured(
    arguments: list[str], python: str = sys.executable, **environment: str
) -> dict[str, Any]:
    """Run a module in a process of its own.

    Args:
        arguments: The module and what it is given.
        python: The Python that runs it.
        environment: Variables on top of this process's.

    Returns:
        What it prints as JSON on its last line, and `peak_mib`: the most memory that it and the
        processes below it held at one time, looked at ten times a second.

    Raises:
        RuntimeError: It failed; what it wrote to stderr stands above.
    """
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            [python, "-m", *arguments], stdout=out, env=os.environ | environment
        )
        peak, finished = 0, False
        while not finished:
            peak = max(peak, _held(process.pid))
            try:
                process.wait(PAUSE_S)
                finished = True
            except subprocess.TimeoutExpired:
                continue
        if process.returncode:
            raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
        out.seek(0)
        last = out.read().strip().splitlines()[-1]
    return {**json.loads(last), "peak_mib": round(peak / 2**20)}


def _held(process_id: int) -> int:
    """Return the bytes that a process and those below it hold; 0 where they are gone."""
    total = 0
    try:
        parent = psutil.Process(process_id)
        for one in (parent, *parent.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.NoSuchProcess:
        return total
    return total
