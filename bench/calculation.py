"""The calculation, core tables to desired postings, beside everybody who could do it."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.agree import agree
from bench.clock import measured
from bench.inputs import HERE

ROOT = HERE.parent
TRYTON = ROOT / "tests" / "erp" / ".venv" / "bin" / "python"
FEW = 1_000
LARGEST = {
    "package": 10_000_000,
    "script": 10_000_000,
    "scan": 10_000_000,
    "sort": 10_000_000,
    "hash": 10_000_000,
    "write": 10_000_000,
    "polars": 10_000_000,
    "polars_explained": 10_000_000,
    "pandas": 10_000_000,
    "pandas_explained": 1_000_000,
    "loop": 100_000,
    "loop_explained": 100_000,
    "tryton": 10_000,
}
"""Who takes part, in this order, and up to how many deals; Tryton gets the first thousand."""
NEEDS = {"scan": "script", "sort": "script", "hash": "script", "write": "script"}


def tryton(folder: Path) -> dict:
    """Time Tryton's module over the first deals, and make sure that it pays 5 % of each."""
    answer = folder / "tryton.json"
    few = folder / "inputs" / "few.csv"
    found = measured(
        ["bench.rivals.tryton", str(few), str(answer)],
        python=str(TRYTON),
        TRYTOND_DATABASE_URI="sqlite:///:memory:",
        PYTHONPATH=str(ROOT),
    )
    agree("tryton", folder)
    return found


def measure(deals: int, only: tuple[str, ...] = ()) -> Iterator[dict]:
    """Yield a row of figures for each contestant that can bear so many deals.

    Args:
        deals: How many.
        only: Who takes part, if not everybody; the package always does, because its postings are
            what those of the others are compared with.

    Raises:
        ValueError: A contestant's result is not the package's; then its time says nothing.
    """
    wanted = {"package", *(only or LARGEST)}
    wanted |= {NEEDS[name] for name in wanted if name in NEEDS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "team"
        measured(["bench.inputs", str(folder), str(deals)])
        for contestant, largest in LARGEST.items():
            if contestant not in wanted or deals > largest:
                continue
            if contestant == "tryton":
                if TRYTON.exists():
                    yield {"deals": FEW, "contestant": "tryton", **tryton(folder)}
                else:
                    print("without Tryton, which `make erp` installs", file=sys.stderr)
                continue
            figures = measured(["bench.contest", contestant, str(folder)])
            postings = measured(["bench.agree", contestant, str(folder)])["postings"]
            for output in folder.glob(f"{contestant}.*"):
                output.unlink()
            yield {"deals": deals, "contestant": contestant, "postings": postings, **figures}


if __name__ == "__main__":
    for row in measure(int(sys.argv[1]), tuple(sys.argv[2:])):
        print(json.dumps(row))
