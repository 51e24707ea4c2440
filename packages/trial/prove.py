"""Runs a package's unit tests and worked examples."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from packages.manifest import PackageManifest, read_manifest
from packages.trial.bench import Bench, Rows, UnknownNameError, make_table
from packages.trial.defaults import filled
from packages.trial.examples import WorkedExample, read_examples
from packages.trial.plans import is_of_plans, prove_plans
from transform.contract import POSTING
from transform.dbt import DbtFailed
from transform.workspace import RulePackage

LINES = """
select {columns} from {relation} where coalesce(amount, 1) <> 0
except all
select {columns} from {without} where coalesce(amount, 1) <> 0
order by all
"""


@dataclass(frozen=True)
class Outcome:
    """What came of one unit test or example.

    Attributes:
        file: The file of examples; empty for a unit test.
        name: Its name.
        words: What it shows.
        differences: Where the models say something else; empty if it passes.
    """

    file: str
    name: str
    words: str
    differences: tuple[str, ...] = ()


def prove_package(folder: Path, others: Sequence[RulePackage] = ()) -> Iterator[Outcome]:
    """Yield the outcome of every unit test and worked example of a package.

    Args:
        folder: The package; it has passed its checks.
        others: The packages that it requires.

    Raises:
        PackageRefusedError: A file of examples cannot be read.
        DbtFailed: The package cannot be calculated at all.
    """
    manifest = read_manifest(folder)
    package = RulePackage(manifest.name, manifest.version, folder.resolve())
    with tempfile.TemporaryDirectory(prefix="perfos_trial_") as place:
        bench = Bench(Path(place), package, others)
        bench.calculate(filled({}))
        yield from _units(bench)
        for file in sorted(folder.glob("examples/**/*.yml")):
            name = file.relative_to(folder).as_posix()
            if is_of_plans(file):
                for outcome in prove_plans(file, (*others, package)):
                    found = tuple(map(str, outcome.differences))
                    yield Outcome(name, outcome.example, outcome.words, found)
                continue
            for example in read_examples(folder, file):
                found = tuple(_differences(bench, manifest, example))
                yield Outcome(name, example.id, example.words, found)


def _units(bench: Bench) -> Iterator[Outcome]:
    try:
        results = bench.test_units()
    except DbtFailed as error:
        results = error.results
    for one in (result for result in results if result.resource_type == "unit_test"):
        failed = () if one.status == "pass" else (one.message.strip(),)
        yield Outcome("", one.unique_id.split(".")[-1], "unit test", failed)


def _differences(bench: Bench, manifest: PackageManifest, example: WorkedExample) -> Iterator[str]:
    """Yield where the postings of an example are not what it expects."""
    tables = {one.name for one in manifest.parameters}
    given = {
        f"{manifest.name}__{name}" if name in tables else name: rows
        for name, rows in example.given.items()
    }
    try:
        bench.calculate(filled(given))
        with bench.connect() as connection:
            if manifest.posts:
                make_table(connection, "main.expected", POSTING, example.expected)
                yield from _compared(connection, manifest, example)
            for model, rows in example.holds.items():
                yield from _missing(connection, bench, model, rows)
    except (DbtFailed, UnknownNameError, duckdb.ConversionException) as error:
        yield str(error)


def _missing(
    connection: duckdb.DuckDBPyConnection, bench: Bench, model: str, rows: Rows
) -> Iterator[str]:
    """Yield the rows that a public model of the package should hold and does not."""
    if model not in bench.own:
        raise UnknownNameError(f"{model} is no public model; there are {', '.join(bench.own)}")
    relation, columns = bench.own[model]
    make_table(connection, "main.expected", columns, rows)
    for number, row in enumerate(rows):
        alike = " and ".join(f"one.{name} is not distinct from wanted.{name}" for name in row)
        query = (
            f"select 1 from {relation} as one, (from main.expected limit 1 offset {number}) as "
            f"wanted where {alike} limit 1"
        )
        if not connection.execute(query).fetchall():
            said = ", ".join(f"{name} {value}" for name, value in row.items())
            yield f"{model} does not hold: {said}"


def _compared(
    connection: duckdb.DuckDBPyConnection, manifest: PackageManifest, example: WorkedExample
) -> Iterator[str]:
    found = f"{manifest.name}.{manifest.postings}"
    names = [name for name in POSTING if any(name in line for line in example.expected)]
    names = names or ["party_id", "account", "period", "amount", "currency"]
    columns = ", ".join([*(name for name in names if name != "amount"), "amount"])
    for what, relation, without in (
        ("missing", "main.expected", found),
        ("not expected", found, "main.expected"),
    ):
        query = LINES.format(columns=columns, relation=relation, without=without)
        cursor = connection.execute(query)
        heads = [column[0] for column in cursor.description or []]
        for row in cursor.fetchall():
            said = ", ".join(f"{name} {value}" for name, value in zip(heads, row, strict=True))
            yield f"{what}: {said}"
