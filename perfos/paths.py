"""Where a company's state lives: everything that a run writes, outside the company folder."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class State:
    """The folder of one company's state, `<home>/<company>/`.

    Attributes:
        folder: The folder itself; it need not exist yet.
    """

    folder: Path

    @property
    def warehouse(self) -> Path:
        """The DuckDB file; only a run opens it."""
        return self.folder / "warehouse.duckdb"

    @property
    def dlt(self) -> Path:
        """Dlt's working folder: load packages and cursors."""
        return self.folder / "dlt"

    @property
    def dbt(self) -> Path:
        """The generated dbt workspace."""
        return self.folder / "dbt"

    @property
    def published(self) -> Path:
        """Published snapshots and the pointer to the current one."""
        return self.folder / "published"

    @property
    def archive(self) -> Path:
        """What closed periods are calculated again from: inputs, programs, configurations."""
        return self.folder / "archive"

    @property
    def data_docs(self) -> Path:
        """The data-quality pages that Great Expectations writes."""
        return self.folder / "data_docs"

    @property
    def rules_lock(self) -> Path:
        """The version of each rule package that calculates the company's pay."""
        return self.folder / "rules.lock"

    @property
    def package_events(self) -> Path:
        """What was done with rule packages outside of runs."""
        return self.folder / "package-events.jsonl"

    @property
    def lock(self) -> Path:
        """The file that a run holds locked while it writes."""
        return self.folder / "run.lock"


def home() -> Path:
    """Return the folder of all state: `PERFOS_HOME`, or `.perfos` where the command runs."""
    return Path(os.environ.get("PERFOS_HOME", ".perfos")).resolve()


def store() -> Path:
    """Return the folder of installed rule packages, which all companies share.

    No company's name has a hyphen: the folder can never be the state of one.
    """
    return home() / "rule-packages"


def key_file(company: str) -> Path:
    """Return where the company's signing key is: outside of its folder and of its state.

    `PERFOS_KEYS` is the folder of all keys; default `perfos/keys` in the user's configuration.
    """
    configuration = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Path(os.environ.get("PERFOS_KEYS") or configuration / "perfos/keys") / f"{company}.key"


def state_of(company: str) -> State:
    """Return the state of the company with that name."""
    return State(home() / company)
