"""`perfos demo`: a company folder of any size, with its people, plans and records."""

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from perfos.demo.organisation import staff
from perfos.demo.people_files import write_people
from perfos.demo.records import HERE, write_records

FEWEST, MOST = 1_000, 10_000_000

Progress = Callable[[str], None]


def generate(
    folder: Path, deals: int, seed: int, progress: Progress | None = None, dirt: int = 2
) -> None:
    """Write a whole company folder: configuration, people and records.

    The same arguments give the same bytes, on every machine and with any number of threads.

    Args:
        folder: Where to; it may exist, but may not hold a company yet. Its name becomes the
            company's.
        deals: Number of opportunities, from 1,000 to 10,000,000.
        seed: Another seed gives other people and records.
        progress: Called with a sentence before each step.
        dirt: How many in a thousand opportunities and invoices cannot be used.

    Raises:
        ValueError: `deals` or `dirt` is out of range.
        FileExistsError: The folder holds a company, whose files would be lost.
    """
    _check(deals, dirt)
    if (folder / "company.yml").exists():
        raise FileExistsError(
            f"{folder} holds a company already: name another folder, or write its records only."
        )
    write_configuration(folder, deals, seed)
    write_data(folder, deals, seed, progress, dirt)


def write_configuration(folder: Path, deals: int, seed: int) -> None:
    """Write all files of a company folder but the records, over those that are there."""
    shutil.copytree(HERE / "template", folder, dirs_exist_ok=True)
    settings = folder / "company.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        re.sub(r"(?m)^name: .*$", f"name: {_name(folder)}", text), encoding="utf-8", newline="\n"
    )
    with (HERE / "reference" / "territories.csv").open(encoding="utf-8", newline="") as file:
        territories = [
            (row["territory_id"], row["currency"])
            for row in csv.DictReader(file)
            if row["region_id"]
        ]
    write_people(folder, staff(deals, seed, territories), deals)


def write_data(
    folder: Path, deals: int, seed: int, progress: Progress | None = None, dirt: int = 2
) -> None:
    """Write the records alone, `folder/data/`, for the people that its org.csv names.

    Args:
        folder: A company folder that `generate` wrote.
        deals: Number of opportunities, from 1,000 to 10,000,000.
        seed: Another seed gives other records.
        progress: Called with a sentence before each step.
        dirt: How many in a thousand opportunities and invoices cannot be used.

    Raises:
        ValueError: `deals` or `dirt` is out of range, or on some day nobody in org.csv sells.
    """
    _check(deals, dirt)
    write_records(folder, deals, seed, dirt, progress or (lambda _: None))


def _check(deals: int, dirt: int) -> None:
    if not FEWEST <= deals <= MOST:
        raise ValueError(f"deals: {deals:,} found, allowed: {FEWEST:,} to {MOST:,}")
    if not 0 <= dirt <= 1000:
        raise ValueError(f"dirt: {dirt:,} found, allowed: 0 to 1,000 (in a thousand)")


def _name(folder: Path) -> str:
    """Return a company name made of the folder's name, such as `big_demo` for `Big Demo`."""
    name = re.sub(r"[^a-z0-9]+", "_", folder.resolve().name.lower()).strip("_")
    return name if name[:1].isalpha() else f"demo_{name}".rstrip("_")
