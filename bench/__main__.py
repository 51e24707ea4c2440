"""`make bench`: measures part by part, keeps the figures, and writes docs/benchmarks.md from them.

python -m bench                                      all parts at all sizes, and the page
python -m bench calculation --deals 1000000          one part at one size
python -m bench calculation --deals 1000000 --only polars
python -m bench page                                 the page alone, from what is kept
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from bench import calculation, page, whole
from bench.clock import measured
from bench.kept import keep

app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Part:
    """Something that is measured at several sizes.

    Attributes:
        name: What it is called, here and in `bench/results/`.
        sizes: Of how many deals, entries or earnings.
    """

    name: str
    sizes: tuple[int, ...]

    def rows(self, size: int, only: tuple[str, ...]) -> Iterable[dict[str, Any]]:
        """Measure one size; a row comes as soon as it is there."""
        if self.name == "calculation":
            return calculation.measure(size, only)
        if self.name == "whole":
            return whole.measure(size, only)
        return self._one(size)

    def _one(self, size: int) -> Iterator[dict[str, Any]]:
        found = measured([f"bench.{self.name}", str(size)])
        yield {**found, "deals": size}


PARTS = (
    Part("calculation", (10_000, 100_000, 1_000_000, 10_000_000)),
    Part("whole", (10_000, 100_000, 1_000_000, 10_000_000)),
    Part("four", (100_000, 1_000_000, 3_000_000)),
    Part("close", (100_000, 1_000_000)),
    Part("upgrade", (100_000, 1_000_000)),
    Part("metrics", (1_000_000,)),
    Part("semantic", (100_000, 1_000_000)),
    Part("pages", (100_000, 1_000_000)),
)
NAMES = [part.name for part in PARTS]


@app.command()
def main(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(NAMES)}; page; all.")] = "all",
    deals: Annotated[list[int] | None, typer.Option(help="Sizes; the part's own without.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="Who takes part; all without.")] = None,
) -> None:
    """Measure a part or all, keep the figures, and write the page."""
    if name not in (*NAMES, "page", "all"):
        raise typer.BadParameter(f"{name} is none of {', '.join(NAMES)}, page, all")
    for part in PARTS:
        if name in (part.name, "all"):
            for size in deals or part.sizes:
                for row in part.rows(size, tuple(only or ())):
                    keep(part.name, row)
                    print(part.name, json.dumps(row), flush=True)
    page.write()


if __name__ == "__main__":
    app()
