"""What a code location stands on: one company, its state and its dbt graph."""

import json
import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from packages.active import Active, active, pin_bundled
from packages.hooks import with_overrides
from packages.parameters import with_parameters
from packages.side_by_side import with_bound
from packages.upgrade.switch import recover
from perfos.company.load import Company, load_company
from perfos.paths import State, state_of
from semantic.model_files import tables_of, views
from transform.dbt import Dbt
from transform.exposures import Exposure
from transform.workspace import build_workspace

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: it holds `dagster.yaml`, the rule packages and the demo company."""


@dataclass(frozen=True)
class Location:
    """One company with everything that its runs need.

    Attributes:
        company: The validated company folder.
        state: Where its runs write.
    """

    company: Company
    state: State

    @cached_property
    def dbt(self) -> Dbt:
        """The dbt runner over the company's generated workspace."""
        readers = {
            name: Exposure(view["title"], view["description"], tuple(tables_of(view)))
            for name, view in views().items()
        }
        return Dbt(build_workspace(self.company, self.state, self.rules, readers=readers))

    @cached_property
    def rules(self) -> tuple[Active, ...]:
        """The rule packages that calculate; those that no pin binds yet are pinned now."""
        pin_bundled(self.company, self.state)
        pinned = active(self.company, self.state)
        return with_overrides(with_bound(self.company, self.state, pinned))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Dbt's manifest of the workspace."""
        return json.loads(self.dbt.manifest_path().read_text())

    @property
    def packages(self) -> list[str]:
        """Names of the rule packages' dbt projects."""
        return [package.project for package in self.rules]

    def reload(self) -> "Location":
        """Return the location as the company folder stands now, validated anew."""
        return load_location(self.company.folder, self.company.data)


def load_location(folder: Path, data: Path | None = None) -> Location:
    """Return the location of the company in `folder`; a killed upgrade is undone first.

    Raises:
        CompanyError: The folder has mistakes; the error lists all of them.
    """
    company = load_company(folder, data)
    state = state_of(company.name)
    recover(state)
    location = Location(company, state)
    return replace(location, company=with_parameters(company, location.rules))


def current_location() -> Location:
    """Return the location that `PERFOS_COMPANY` (a folder) and `PERFOS_DATA` name."""
    folder = Path(os.environ.get("PERFOS_COMPANY", ROOT / "companies" / "demo"))
    data = os.environ.get("PERFOS_DATA")
    return load_location(folder.resolve(), Path(data).resolve() if data else None)
