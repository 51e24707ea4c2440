"""package.yml: what a rule package is, what it reads, provides, and lets a company set."""

from pathlib import Path
from typing import Annotated, Literal

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import AfterValidator, Field

from packages.about import VERSION
from packages.refused import PackageRefusedError
from perfos.company.parameter_table import ParameterTable
from perfos.company.validate import read_model
from perfos.company.values import Name, Strict, Text, matching, refused
from transform.contract import CORE_VERSION

FILE = "package.yml"
# A package's name is the schema of its tables, and says in the ledger whose lines they are.
TAKEN = {
    *("control", "core", "information_schema", "ledger", "main", "pg_catalog", "published"),
    *("quality", "raw", "staging", "system", "temp"),
    *("dbt", "dbt_duckdb", "payroll", "performance_os"),
}


def _range(value: str) -> str:
    try:
        SpecifierSet(value)
    except InvalidSpecifier as error:
        raise refused('allowed: a range of versions such as ">=1.0.0,<2.0.0"') from error
    return value


def _free(value: str) -> str:
    if value in TAKEN:
        raise refused("allowed: a name that no schema of the warehouse and no other part has")
    return value


PackageName = Annotated[Name, AfterValidator(_free)]
Version = Annotated[str, *matching(VERSION.pattern, "a version such as 1.0.0")]
Range = Annotated[Text, AfterValidator(_range)]
Changes = Literal["nothing", "new_lines", "amounts"]


class Requires(Strict):
    """What must be there before the package can be used."""

    core: Range = Field(description="Versions of the core's contract that it was written for.")
    models: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="Every public model of the core that it reads."
    )
    packages: dict[Name, Range] = Field(
        default_factory=dict, description="Versions of the packages whose public models it reads."
    )


class Provides(Strict):
    """What others may rely on, besides `<package>__postings`, which it has if it names accounts."""

    models: tuple[Name, ...] = Field(default=(), description="Its other public models.")
    accounts: tuple[Name, ...] = Field(
        default=(),
        description="Accounts of the company's chart that it may post to; without any it posts "
        "nothing.",
    )


class PackageManifest(Strict):
    """The whole of package.yml."""

    name: PackageName
    version: Version
    summary: Text = Field(description="One sentence, for people who choose.")
    owner: Text = Field(description="Who answers for it.")
    requires: Requires
    provides: Provides
    parameters: tuple[ParameterTable, ...] = ()
    changes: Changes = Field(
        default="nothing",
        description="What this version does to pay that the version before would calculate.",
    )
    hooks: tuple[Name, ...] = Field(
        default=(), description="Its models that another package may put its own in for."
    )
    overrides: dict[Name, Annotated[tuple[Name, ...], Field(min_length=1)]] = Field(
        default_factory=dict, description="Hooks of other packages that it puts its own in for."
    )

    @property
    def postings(self) -> str:
        """The model that a package which posts ends in."""
        return f"{self.name}__postings"

    @property
    def posts(self) -> bool:
        """Whether anything of it goes to the ledger."""
        return bool(self.provides.accounts)


def read_manifest(folder: Path) -> PackageManifest:
    """Read the manifest of the package in `folder`.

    Raises:
        PackageRefusedError: It cannot be read, or asks for another core than this program has.
    """
    manifest, source = read_model(folder / FILE, FILE, PackageManifest)
    if manifest and not SpecifierSet(manifest.requires.core).contains(CORE_VERSION):
        found = f"a need for core {manifest.requires.core}"
        source.add(("requires", "core"), found, f"this program's core is {CORE_VERSION}")
    if manifest is None or source.problems:
        raise PackageRefusedError(folder, source.problems)
    return manifest
