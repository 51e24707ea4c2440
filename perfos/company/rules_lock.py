"""rules.lock: the rule packages that the company runs, each pinned to one version."""

from typing import Annotated

from pydantic import Field

from perfos.company.values import Name, Strict, matching

_VERSION = r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"

Version = Annotated[str, *matching(_VERSION, "a version such as 1.0.0")]
Sha256 = Annotated[str, *matching("[0-9a-f]{64}", "64 hexadecimal digits")]


class Package(Strict):
    """One pinned rule package."""

    name: Name
    version: Version
    sha256: Sha256 | None = None


class RulesLock(Strict):
    """The whole of rules.lock."""

    packages: tuple[Package, ...] = Field(min_length=1)
