"""The switch from one version to another, the way back, and what to do after a crash in between."""

import shutil

import duckdb
from filelock import FileLock, Timeout

from packages.errors import PackageError
from packages.history import record
from packages.lock import Pin, changing
from packages.upgrade.record import DONE, SWITCHED, Upgrade, upgrades
from perfos.paths import State
from transform.standing.aside import set_aside
from transform.standing.built import Built
from transform.workspace import ROOT_PROJECT


def guard(state: State) -> FileLock:
    """Return the lock that an upgrade holds from its beginning to its end."""
    state.folder.mkdir(parents=True, exist_ok=True)
    return FileLock(state.folder / "upgrade.lock")


def switch(state: State, upgrade: Upgrade) -> None:
    """Make the candidate the active version; the tables of the version before are set aside.

    It is written down first: whoever finds the upgrade in this state knows the way back.

    Raises:
        PackageError: Another version became active in the meantime.
    """
    with changing(state) as pins:
        if pins.get(upgrade.name) != upgrade.before:
            raise PackageError(
                f"{pins.get(upgrade.name)} is active, and {upgrade.before} was when the upgrade "
                "began: start it again"
            )
        upgrade.note("switch", SWITCHED)
        pins[upgrade.name] = upgrade.after
    record(state, "upgraded", upgrade.after, upgrade.reason, upgrade.actor)
    with FileLock(state.lock), duckdb.connect(str(state.warehouse)) as connection:
        set_aside(Built(connection), ROOT_PROJECT)


def put_back(state: State, upgrade: Upgrade, status: str, why: str, actor: str = "") -> None:
    """Make the version before the active one again, unless another one is active by now."""
    with changing(state) as pins:
        if pins.get(upgrade.name) == upgrade.after:
            pins[upgrade.name] = upgrade.before
    record(state, "put back", upgrade.before, why, actor or upgrade.actor)
    upgrade.note("put back", status, why=why)


def finish(upgrade: Upgrade) -> None:
    """Remove the sandbox; reports stay."""
    shutil.rmtree(upgrade.sandbox.folder, ignore_errors=True)


def recover(state: State) -> list[Upgrade]:
    """Undo what a killed upgrade left: the version before is active again, its sandbox gone.

    The run that follows makes the ledger true again. While an upgrade is alive, nothing is done.

    Returns:
        The upgrades that were undone.
    """
    left = [one for one in upgrades(state) if one.status in ("under way", SWITCHED)]
    if not left:
        return []
    lock = guard(state)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return []
    with lock:
        lock.release()
        for upgrade in left:
            if upgrade.status == SWITCHED:
                put_back(state, upgrade, "interrupted", "it was killed before its run had ended")
            else:
                upgrade.note("killed", "interrupted")
            finish(upgrade)
    return left


def last_done(state: State, name: str, active: Pin) -> Upgrade:
    """Return the upgrade that made the active version of a package active.

    Raises:
        PackageError: There is none: the version before is not known.
    """
    for upgrade in reversed(upgrades(state)):
        if upgrade.name == name and upgrade.status == DONE and upgrade.after == active:
            return upgrade
    raise PackageError(
        f"no upgrade led to {active}, so there is none to roll back; "
        f"`perfos upgrade {name} --to VERSION` takes another version"
    )
