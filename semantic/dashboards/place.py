"""What the dashboards stand on: a company, its state, and the semantic layer over it."""

import threading
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
    _opened: "dict[str, duckdb.DuckDBPyConnection]" = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

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
        """Return the company folder as it stands now; it is read once for each request."""
        if not flask.has_request_context():
            return load_company(self.folder, self.data)
        if "company" not in flask.g:
            flask.g.company = load_company(self.folder, self.data)
        found: Company = flask.g.company
        return found

    def snapshot(self) -> "duckdb.DuckDBPyConnection":
        """Return a cursor on the current snapshot; who reads a payee in it asks `prove` before.

        The snapshot stays open until there is another: opening its files takes longer than
        reading a statement.
        """
        snapshots = Snapshots(self.state)
        current = snapshots.current_id()
        with self._lock:
            if current not in self._opened:
                self._opened.clear()
                self._opened[current] = snapshots.open(current)
            return self._opened[current].cursor()

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
