"""One version of a rule package, as a workspace holds it."""

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class RulePackage:
    """One version of a rule package.

    Attributes:
        name: Its name, and that of its dbt project unless plans are bound to it.
        version: Its version.
        folder: Its dbt project.
        only: The plans that are bound to this version; empty where it is the active one.
        without: The plans that are bound to other versions.
        overridden: Its models that another package puts its own in for.
    """

    name: str
    version: str
    folder: Path
    only: tuple[str, ...] = field(default=(), kw_only=True)
    without: tuple[str, ...] = field(default=(), kw_only=True)
    overridden: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def is_as_it_stands(self) -> bool:
        """Whether its folder can be its dbt project without a change."""
        return not (self.only or self.without or self.overridden)

    @property
    def posts(self) -> bool:
        """Whether it has postings; a package of metrics has none."""
        return any(self.folder.glob(f"models/**/{self.name}__postings.sql"))

    @property
    def project(self) -> str:
        """Name of its dbt project, and of its schema."""
        number = re.sub(r"\W", "_", self.version)
        return f"{self.name}__v{number}" if self.only else self.name
