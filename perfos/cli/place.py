"""Which company a command is about."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.paths import State, state_of
from semantic.snapshot import Snapshots

if TYPE_CHECKING:
    from packages.active import Active
    from perfos.company import Company

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = ROOT / "companies" / "demo"
PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@dataclass(frozen=True)
class Place:
    """The company folder that a command is about, and where its data is.

    Attributes:
        folder: The company folder.
        data: Where the sources' relative paths begin; None for the default.
    """

    folder: Path
    data: Path | None

    @classmethod
    def of(cls, company: Path | None, data: Path | None) -> "Place":
        """Return the place that the global options name."""
        return cls((company or DEFAULT).resolve(), data and data.resolve())

    @property
    def command(self) -> str:
        """How a command about this company begins."""
        return "perfos" if self.folder == DEFAULT else f"perfos --company {self.folder}"

    def require_folder(self) -> None:
        """End the command if this is no company folder at all."""
        if not (self.folder / "company.yml").is_file():
            raise CommandError(
                Exit.CONFIGURATION,
                f"{self.folder} is not a company folder: it holds no company.yml. "
                "Name one with --company, or make one with `perfos init DIR`.",
            )

    def company(self) -> "Company":
        """Return the validated company folder, or end the command with all that is wrong."""
        from perfos.company import CompanyError, load_company

        self.require_folder()
        try:
            return load_company(self.folder, self.data)
        except CompanyError as error:
            raise CommandError(Exit.CONFIGURATION, str(error)) from error

    def rules(self) -> "tuple[Active, ...]":
        """Return the rule packages that a run would use, or end the command with what is wrong."""
        from packages.active import active

        company = self.company()
        return active(company, state_of(company.name))

    def name(self) -> str:
        """Return the company's name without reading the rest of its folder.

        Readers need no more than the name, and validating takes longer than they do.
        """
        try:
            text = (self.folder / "company.yml").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            text = ""
        found = re.search(r"^name:[ \t]+([a-z][a-z0-9_]*)[ \t]*(?:#.*)?$", text, re.MULTILINE)
        return found[1] if found else self.company().name

    def state(self) -> State:
        """Return where the company's runs write."""
        return state_of(self.name())

    def snapshots(self) -> Snapshots:
        """Return the company's published snapshots."""
        return Snapshots(self.state())


def checked_period(period: str) -> str:
    """Return the period if it is written as one."""
    if not PERIOD.fullmatch(period):
        raise CommandError(Exit.USAGE, f"{period!r} is not a period: write YYYY-MM, e.g. 2026-01")
    return period
