"""The upgrades of rule packages: what each would have posted, and what was decided."""

from pathlib import Path

import flask

from packages.upgrade.record import Upgrade, folder_of
from packages.upgrade.record import upgrades as all_upgrades
from semantic.dashboards.place import place
from semantic.dashboards.who import load

SHOWN = 20
DIFF = "diff.html"


def upgrades() -> list[Upgrade]:
    """Return the last upgrades of the company, newest first."""
    return all_upgrades(place().state)[: -SHOWN - 1 : -1]


def diff_of(name: str) -> Path:
    """Return the page of an upgrade's diff; ends the request with 404 if it may not be seen.

    It tells everybody's pay, as what a check has found may do: who may see that may see this.

    Args:
        name: Name of the upgrade's folder.

    Raises:
        QueryError: The semantic layer refuses.
    """
    if not load({"dimensions": ["checks.check_name", "checks.message"], "limit": 1}):
        flask.abort(404)
    known = {path.parent.name: path for path in folder_of(place().state).glob(f"*/{DIFF}")}
    return known.get(name) or flask.abort(404)
