"""Which plans stay on another version of their rule package than the active one."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from packages.active import Active
from packages.errors import PackageError
from packages.lock import Pin
from packages.store import installed
from packages.upgrade.record import upgrades
from perfos.company import Company
from perfos.paths import State

PACKAGE = "sales_commission"
"""The package that reads plans."""


def with_bound(company: Company, state: State, rules: Sequence[Active]) -> tuple[Active, ...]:
    """Return the packages of a run: the active versions, and those that plans are bound to.

    Raises:
        PackageError: A plan names a version that never was the company's.
    """
    active = next((one for one in rules if one.name == PACKAGE), None)
    bound: dict[str, list[str]] = {}
    for plan in company.plans:
        if plan.rules and active and plan.rules != active.version:
            bound.setdefault(plan.rules, []).append(plan.plan)
    if not bound or active is None:
        return tuple(rules)
    older = [
        Active(folder=installed(pin), only=tuple(sorted(plans)), **asdict(pin))
        for pin, plans in ((_pin(state, version, plans), plans) for version, plans in bound.items())
    ]
    without = tuple(sorted(plan for plans in bound.values() for plan in plans))
    # The active one comes last: where a reader wants one version of a name, it is this.
    return (*older, *(replace(one, without=without) if one is active else one for one in rules))


def _pin(state: State, version: str, plans: Sequence[str]) -> Pin:
    """Return a version as it was pinned when it was active; its bytes are known from then."""
    for upgrade in reversed(upgrades(state)):
        for pin in (upgrade.before, upgrade.after):
            if pin.name == PACKAGE and pin.version == version and upgrade.found("checked_run"):
                return pin
    raise PackageError(
        f"plan {', '.join(plans)} is bound to {PACKAGE} {version}, which never was active here: "
        "a plan can stay on a version that the company calculated with before"
    )
