"""Which versions of which packages a company can have, and from where."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from packaging.version import Version

from packages.active import bundled
from packages.archive import hash_of
from packages.errors import PackageError
from packages.index import Entry, Index
from packages.registry import Registry
from perfos.company import Company
from perfos.company.rules import BUNDLED


@dataclass(frozen=True)
class Offer:
    """One version that can be had.

    Attributes:
        name: Name of the package.
        version: Its version.
        core: Versions of the core's contract that it was written for.
        packages: Versions of the packages that it reads.
        registry: Where it is; None for what ships with the program.
        entry: What the registry says of it; None for what ships with the program.
    """

    name: str
    version: str
    core: str
    packages: dict[str, str]
    sha256: str
    registry: Registry | None = None
    entry: Entry | None = None

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def source(self) -> str:
        """Where it is, in words."""
        return self.registry.address if self.registry else BUNDLED

    @property
    def yanked(self) -> str:
        """Why nobody should begin to use it; empty if nothing is wrong with it."""
        return self.entry.yanked if self.entry else ""


class Offers:
    """What the registries of a company offer, read once."""

    def __init__(self, company: Company) -> None:
        self._company = company

    @cached_property
    def _indexes(self) -> list[tuple[Registry, Index]]:
        registries = (Registry(one, self._company.folder) for one in self._company.rules.registries)
        return [(registry, registry.index()) for registry in registries]

    def of(self, name: str) -> list[Offer]:
        """Return all versions of a package, newest first.

        They are those of the first registry that has any: a later one cannot slip a higher
        version under the same name. What ships with the program comes last of all.
        """
        return sorted(self._first(name), key=lambda offer: Version(offer.version), reverse=True)

    def _first(self, name: str) -> Iterator[Offer]:
        for registry, index in self._indexes:
            if versions := index.packages.get(name):
                for version, entry in versions.items():
                    yield Offer(
                        name, version, entry.core, entry.packages, entry.sha256, registry, entry
                    )
                return
        try:
            found = bundled(name)
        except PackageError:
            found = None
        if found:
            tree, what = found
            yield Offer(name, what.version, what.core, what.packages, hash_of(tree))
