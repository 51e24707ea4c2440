"""What the dashboards stand on: a company, its state, and the semantic layer over it."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import flask

from perfos.company import Company, load_company
from perfos.paths import State, state_of
from semantic.client import SemanticClient
from semantic.secret import load_secret
from semantic.snapshot import Snapshots
from semantic.tokens import Viewer, mint, renewed, viewer

if TYPE_CHECKING:
    import duckdb

FRESH = 60.0
"""Seconds for which it is not asked again what somebody is."""


@dataclass(frozen=True)
class Place:
    """One company and where its figures are asked for.

    Attributes:
        folder: The company folder.
        data: Where its sources look for files; None for its own data folder.
        name: The company's name.
        title: What it is called.
        cube: Address of the semantic layer.
    """

    folder: Path
    data: Path | None
    name: str
    title: str
    cube: str
    _clients: dict[str, SemanticClient] = field(default_factory=dict, repr=False)
    _viewers: dict[str, tuple[float, Viewer]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, folder: Path, data: Path | None, cube: str) -> "Place":
        """Return the place of the company in a folder.

        Raises:
            CompanyError: The folder has mistakes.
        """
        company = load_company(folder, data)
        title = company.settings.title or company.name
        return cls(folder.resolve(), data, company.name, title, cube)

    @property
    def state(self) -> State:
        """Where the company's runs write."""
        return state_of(self.name)

    def company(self) -> Company:
        """Return the company folder as it stands now."""
        return load_company(self.folder, self.data)

    def snapshot(self) -> "duckdb.DuckDBPyConnection":
        """Return the current snapshot; whoever reads a payee in it asks `prove` before."""
        return Snapshots(self.state).open()

    def viewer(self, who: str) -> Viewer:
        """Return what a person is, by the company folder and the snapshot's organisation."""
        known = self._viewers.get(who)
        if known is None or time.monotonic() - known[0] > FRESH:
            with self.snapshot() as snapshot:
                known = (time.monotonic(), viewer(self.company().access, snapshot, who))
            self._viewers[who] = known
        return known[1]

    def client(self, who: str) -> SemanticClient:
        """Return the client that asks the semantic layer as a person."""
        if who not in self._clients:
            token = renewed(lambda: mint(self.name, load_secret(self.name), self.viewer(who)))
            self._clients[who] = SemanticClient(self.cube, token)
        return self._clients[who]


def place() -> Place:
    """Return the place of the application that answers this request."""
    found: Place = flask.current_app.extensions["perfos_place"]
    return found
