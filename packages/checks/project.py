"""dbt_project.yml: where the package's files are, and nothing that could run or reach further."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from packages.manifest import PackageManifest, Version
from perfos.company.problems import Problem, shown
from perfos.company.validate import read_model
from perfos.company.values import Name, Strict, Text

FILE = "dbt_project.yml"


class ModelDefaults(Strict):
    """What holds for all models of the package."""

    schema_: Name = Field(alias="+schema")
    materialized: Literal["view", "table"] = Field(default="view", alias="+materialized")


class TestDefaults(Strict):
    """What holds for all data tests of the package."""

    schema_: Name = Field(alias="+schema")


class Project(Strict):
    """The whole of dbt_project.yml."""

    name: Name
    version: Version
    config_version: Literal["2"] = Field(alias="config-version")
    require_dbt_version: Annotated[tuple[Text, ...] | Text | None, Field()] = Field(
        default=None, alias="require-dbt-version"
    )
    model_paths: tuple[Literal["models"]] = Field(alias="model-paths")
    macro_paths: tuple[Literal["macros"]] | None = Field(default=None, alias="macro-paths")
    test_paths: tuple[Literal["tests"]] | None = Field(default=None, alias="test-paths")
    models: dict[Name, ModelDefaults]
    data_tests: dict[Name, TestDefaults] = Field(default_factory=dict)


def check_project(folder: Path, manifest: PackageManifest) -> list[Problem]:
    """Return what is wrong in dbt_project.yml, or differs from package.yml."""
    project, source = read_model(folder / FILE, FILE, Project)
    if project is None:
        return source.problems
    said: dict[tuple[str | int, ...], tuple[Any, Any]] = {
        ("name",): (project.name, manifest.name),
        ("version",): (project.version, manifest.version),
    }
    for section in ("models", "data_tests"):
        for name, defaults in getattr(project, section).items():
            said[section, name] = (name, manifest.name)
            said[section, name, "+schema"] = (defaults.schema_, manifest.name)
    if not project.models:
        source.add(("models",), "nothing", f"needed: {manifest.name}: {{+schema: {manifest.name}}}")
    for at, (found, wanted) in said.items():
        if found != wanted:
            source.add(at, shown(found), f"package.yml says {wanted}")
    return source.problems
