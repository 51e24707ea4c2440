"""A registry with a publisher, and a company that trusts them."""

from pathlib import Path

import pytest

from packages import install
from packages.add import add
from packages.lock import Pin, read_lock
from packages.publish import publish
from packages.registry import Registry
from packages.signature import create_publisher_key, publisher_key
from perfos.company import Company, load_company
from perfos.company.init import init_company
from perfos.paths import State, state_of
from tests.packages.conftest import write_package


class Market:
    """A registry in a folder, the publisher `ann`, and the company `acme` that trusts her.

    Attributes:
        folder: Where everything is.
        registry: Folder of the registry.
        address: What rules.yml calls it.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        # The packages here are too small to be calculated; tests of the checks have real ones.
        monkeypatch.setattr(install, "check_package", lambda *_: None)
        self.folder = folder
        self.registry = folder / "registry"
        self.address = "../registry"
        create_publisher_key("ann")
        self.key = publisher_key("ann").public
        write_package(folder / "base", "base")
        init_company(folder / "acme")
        self.wants("packages:\n  - {name: base, path: ../base}  # ours\n")

    def wants(self, packages: str) -> None:
        """Write rules.yml with these packages."""
        trust = f"registries: [{self.address}]\npublishers: {{ann: {self.key}}}\n"
        (self.folder / "acme/rules.yml").write_text(packages + trust)

    @property
    def rules(self) -> str:
        """The text of rules.yml."""
        return (self.folder / "acme/rules.yml").read_text()

    @property
    def company(self) -> Company:
        """The company as its folder says now."""
        return load_company(self.folder / "acme")

    @property
    def state(self) -> State:
        """Its state."""
        return state_of("acme")

    @property
    def pins(self) -> dict[str, str]:
        """The pinned version of each package."""
        return {name: pin.version for name, pin in read_lock(self.state).items()}

    def publish(self, name: str, version: str, needs: str = "", **files: str) -> None:
        """Publish a version of a package; `needs` is the mapping of required packages."""
        source = self.folder / "sources" / f"{name}-{version}"
        write_package(source, name, version, **files)
        if needs:
            manifest = f"name: {name}\nversion: {version}\nrequires:\n  packages: {needs}\n"
            (source / "package.yml").write_text(manifest)
        publish(source, Registry(str(self.registry), self.folder), "ann")

    def add(self, name: str, versions: str = "") -> list[Pin]:
        """Add a package for the company."""
        return add(self.company, self.state, name, versions, "a test")
