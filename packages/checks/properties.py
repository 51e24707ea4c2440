"""The YAML files beside the models: names, columns, tests, and no text that dbt would run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field

from packages.checks.sql import check_sql, is_type
from perfos.company.problems import Problem
from perfos.company.validate import read_model
from perfos.company.values import Boolean, Name, Strict, Text, matching, refused


def _type(value: str) -> str:
    if not is_type(value):
        raise refused("allowed: a type of DuckDB such as decimal(28, 6)")
    return value


DataType = Annotated[str, AfterValidator(_type)]
Ref = Annotated[
    str,
    *matching(r"ref\('[a-z0-9_]+'(, ?'[a-z0-9_]+')?\)", "ref('model')"),
]
TestName = Literal["unique", "not_null", "accepted_values", "always", "complete", "unique_together"]


class TestConfig(Strict):
    """How much a data test matters."""

    severity: Literal["warn", "error"] = "error"


class DataTest(Strict):
    """The arguments of a data test."""

    arguments: dict[Name, Any] = Field(default_factory=dict)
    config: TestConfig = TestConfig()
    name: Name | None = None
    description: str | None = None


DataTests: TypeAlias = tuple[TestName | dict[TestName, DataTest], ...]


class Column(Strict):
    """One column."""

    name: Name
    data_type: DataType | None = None
    description: str = ""
    quote: Boolean = False
    data_tests: DataTests = ()


class Contract(Strict):
    """Columns and types are what they are said to be; it cannot be switched off."""

    enforced: Literal["true"]


class ModelConfig(Strict):
    """How a model is offered and kept."""

    access: Literal["public", "protected", "private"] | None = None
    contract: Contract | None = None
    materialized: Literal["view", "table", "ephemeral"] | None = None


class Model(Strict):
    """One model."""

    name: Name
    description: Text
    config: ModelConfig = ModelConfig()
    columns: tuple[Column, ...] = ()
    data_tests: DataTests = ()


class Rows(Strict):
    """Rows by name, or as a query that reads no table."""

    format: Literal["dict", "sql"] = "dict"
    rows: tuple[dict[str, Any], ...] | Text


class Given(Rows):
    """What a model reads in a unit test."""

    input: Ref


class UnitTest(Strict):
    """One unit test."""

    name: Name
    description: str = ""
    model: Name
    given: tuple[Given, ...]
    expect: Rows


class Described(Strict):
    """A data test of its own, with words."""

    name: Name
    description: Text
    config: TestConfig = TestConfig()


class Properties(Strict):
    """The whole of a properties file."""

    version: Literal["2"] = "2"
    models: tuple[Model, ...] = ()
    unit_tests: tuple[UnitTest, ...] = ()
    data_tests: tuple[Described, ...] = ()


def check_properties(folder: Path, file: str) -> list[Problem]:
    """Return what a properties file of a package may not say."""
    properties, source = read_model(folder / file, file, Properties)
    for at, text in _texts(source.yaml.data):
        if any(mark in text for mark in ("{{", "{%", "{#")):
            source.add(at, "Jinja", "properties are plain text: write the SQL in a model")
    for number, test in enumerate(properties.unit_tests if properties else ()):
        for part in (*test.given, test.expect):
            for finding in check_sql(part.rows, set()) if isinstance(part.rows, str) else ():
                source.add(("unit_tests", number), finding.found, finding.allowed)
    return source.problems


def _texts(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    """Yield every text of a YAML file with its place, keys too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*at, key), key
            yield from _texts(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*at, number))
    elif isinstance(value, str):
        yield at, value
