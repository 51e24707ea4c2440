"""The report of an upgrade: what would be posted, why, and what was decided about it."""

from dataclasses import asdict
from typing import Any

from packages.errors import PackageError
from packages.manifest import read_manifest
from packages.store import installed
from packages.upgrade.cause import compiled_files, find_causes
from packages.upgrade.diff import compare, largest, totals, write
from packages.upgrade.page import SHOWN, write_page
from packages.upgrade.policy import Diff, decide
from packages.upgrade.record import Upgrade
from packages.upgrade.sandbox import connect
from perfos.company.access import Access
from perfos.paths import State


def report(upgrade: Upgrade, state: State) -> dict[str, Any]:
    """Write the diff into the folder of an upgrade; return its size, totals and causes.

    Args:
        upgrade: The upgrade, whose sandbox holds what the candidate calculated.
        state: The company's state, where the SQL of the active version is.
    """
    versions = [
        compiled_files(place.dbt / "target", installed(pin), upgrade.name)
        for place, pin in ((state, upgrade.before), (upgrade.sandbox, upgrade.after))
    ]
    with connect(upgrade) as connection:
        diff = compare(connection)
        causes = find_causes(connection, upgrade.name, *versions)
        found = totals(connection)
        write(connection, upgrade)
        page = write_page(upgrade, diff, found, causes, largest(connection, SHOWN))
    return {
        **asdict(diff),
        "totals": found["currency"],
        "models": [asdict(cause) for cause in causes],
        "page": str(page),
    }


def decide_about(upgrade: Upgrade, access: Access) -> dict[str, str]:
    """Return who decided for an upgrade, and why.

    Raises:
        PackageError: The decision is no; the message says what would change it.
    """
    found = upgrade.found("compare_postings")
    diff = Diff(*(found[name] for name in ("new", "gone", "changed", "sealed")))
    declared = read_manifest(installed(upgrade.after)).changes
    versions = (upgrade.before.version, upgrade.after.version)
    decision = decide(diff, declared, versions, (upgrade.actor, upgrade.approver), access)
    if not decision.is_yes:
        raise PackageError(f"{decision.why}\nThe diff: {found['page']}")
    return {"by": decision.by, "why": decision.why}
