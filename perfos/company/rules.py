"""rules.yml: the rule packages that a company wants, and whom it trusts for them."""

from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version
from pydantic import AfterValidator, Field, model_validator

from perfos.company.problems import Finding, FindingsError, Problem
from perfos.company.validate import YamlSource, read_model
from perfos.company.values import Name, Strict, Text, matching, refused

BUNDLED = "bundled"
ANY = ">=0"
FILE = "rules.yml"
OLD_FILE = "rules.lock"


def specifier(text: str) -> SpecifierSet:
    """Return a range of versions; one version alone is a range, too.

    Raises:
        InvalidSpecifier: It is neither.
    """
    try:
        return SpecifierSet(f"=={Version(text)}")
    except InvalidVersion:
        return SpecifierSet(text)


def admits(versions: str, version: str) -> bool:
    """Whether a version is in a range; a preview only if the range names one.

    Raises:
        InvalidSpecifier: It is no range.
    """
    wanted = specifier(versions)
    return wanted.contains(version, prereleases=bool(wanted.prereleases))


def _range(value: str) -> str:
    try:
        if value != BUNDLED:
            specifier(value)
    except InvalidSpecifier:
        raise refused(
            f'allowed: a range such as ">=1.0,<2.0", a version such as 1.0.0, or {BUNDLED}'
        ) from None
    return value


def _address(value: str) -> str:
    """Refuse an address that carries a password: the company folder is shared and kept."""
    if "@" in urlsplit(value).netloc:
        raise refused("allowed: an address without a user; set it in the environment")
    return value


Range = Annotated[Text, AfterValidator(_range)]
PublicKey = Annotated[str, *matching("[0-9a-f]{64}", "a public key: 64 hexadecimal digits")]


class Wanted(Strict):
    """One rule package that the company wants."""

    name: Name
    version: Range | None = Field(
        default=None,
        description="Which versions may calculate. `bundled` is the one that ships with the "
        "program, as it stands there.",
    )
    path: Text | None = Field(
        default=None,
        description="Instead: a folder, seen from the company folder, used as it stands there.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.version is None) == (self.path is None):
            found = "nothing" if self.version is None else "both version and path"
            raise FindingsError([Finding(("version",), found, "give either a version or a path")])
        return self


class Rules(Strict):
    """The whole of rules.yml."""

    packages: tuple[Wanted, ...] = Field(min_length=1)
    registries: tuple[Annotated[Text, AfterValidator(_address)], ...] = Field(
        default=(), description="Where packages are looked for: folders and addresses, in order."
    )
    publishers: dict[Name, PublicKey] = Field(
        default_factory=dict, description="Whose signatures the company trusts, by their names."
    )

    @model_validator(mode="after")
    def _once(self) -> Self:
        names = [package.name for package in self.packages]
        findings = [
            Finding(("packages", number, "name"), f'"{name}" twice', "allowed: each package once")
            for number, name in enumerate(names)
            if name in names[:number]
        ]
        if findings:
            raise FindingsError(findings)
        return self


def read_rules(folder: Path) -> tuple[Rules | None, YamlSource]:
    """Read rules.yml of a company folder; a rules.lock beside it is a mistake.

    Its pins would look as if they counted: what counts is in the company's state.
    """
    rules, source = read_model(folder / FILE, FILE, Rules)
    if (folder / OLD_FILE).exists():
        todo = (
            f'write what the company wants into {FILE}, such as version: ">=1.0,<2.0", and remove '
            f"{OLD_FILE}: pins are kept in the company's state (`perfos package list`)"
        )
        source.problems.append(Problem(OLD_FILE, None, "", f"a {OLD_FILE}", todo))
    return rules, source
