"""The small company after its first run, once a session: most stories begin with the second."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestration.summary import Summary
from tests.dagster_home import dagster_home
from tests.journeys.small import deals, run, write_company

DEALS = 12


@dataclass(frozen=True)
class Ran:
    """A company that has run.

    Attributes:
        folder: The company folder; `PERFOS_HOME` is `home` beside it.
        lines: Its deals.
        first: What its first run came to.
    """

    folder: Path
    lines: list[str]
    first: Summary

    def copy(self, place: Path) -> "Ran":
        """Return a copy of the company and of its state in another place."""
        for name in ("home", "small"):
            shutil.copytree(self.folder.parent / name, place / name, symlinks=True)
        return Ran(place / "small", list(self.lines), self.first)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    """Return the company that all others are copies of."""
    place = tmp_path_factory.mktemp("ran")
    dagster_home(place / "dagster")
    with pytest.MonkeyPatch.context() as environment:
        for name in ("home", "keys", "dagster"):
            prefix = "DAGSTER_HOME" if name == "dagster" else f"PERFOS_{name.upper()}"
            environment.setenv(prefix, str(place / name))
        folder = write_company(place / "small", deals(DEALS))
        summary = run(folder)
    yield Ran(folder, deals(DEALS), summary)


@pytest.fixture
def ran(first_run: Ran, own_state: Path) -> Ran:
    """Return a company of the test's own that has run."""
    return first_run.copy(own_state)
