"""What an upgrade or a rollback is about: which version is active, and which one should be."""

from packaging.version import Version

from packages.errors import PackageError
from packages.history import events, last_installed
from packages.lock import Pin, read_lock
from packages.upgrade.record import Upgrade, new_folder
from packages.upgrade.switch import last_done, put_back
from perfos.company import Company
from perfos.company.rules import FILE, Wanted, specifier
from perfos.paths import State


def begin(
    company: Company,
    state: State,
    run_id: str,
    *,
    package: str,
    version: str,
    actor: str,
    approver: str,
    reason: str,
) -> Upgrade:
    """Find the candidate, and begin its upgrade.

    Raises:
        PackageError: There is no such version, or it may not calculate for this company.
    """
    before = _active(state, package)
    wanted = next(one for one in company.rules.packages if one.name == package)
    after = _candidate(state, wanted, version)
    if not specifier(wanted.version or "").contains(after.version, prereleases=True):
        raise PackageError(
            f"{FILE} asks for {package} {wanted.version}, and {after.version} is not in that "
            "range: widen it there first; an upgrade changes no file of the company"
        )
    if after.sha256 == before.sha256:
        raise PackageError(f"{before} is active already")
    if Version(after.version) < Version(before.version):
        raise PackageError(
            f"{after.version} is older than {before.version}, which is active: "
            f"`perfos rollback {package}` goes back"
        )
    folder = new_folder(state, f"{package}-{after.version}")
    upgrade = Upgrade(folder, before, after, run_id, actor, approver, reason)
    upgrade.note("check_candidate")
    return upgrade


def begin_rollback(state: State, *, package: str, actor: str, reason: str) -> Upgrade:
    """Put the version before the last upgrade of a package back, and return that upgrade.

    Raises:
        PackageError: No upgrade led to the active version.
    """
    upgrade = last_done(state, package, _active(state, package))
    put_back(state, upgrade, "rolled back", f"asked for by {actor}: {reason}", actor)
    return upgrade


def _active(state: State, package: str) -> Pin:
    pin = read_lock(state).get(package)
    if pin is None:
        raise PackageError(
            f"no version of {package} is pinned, so none can be exchanged: what is `bundled` or a "
            f"`path` in {FILE} is used as it stands; give a range there, then `perfos run` pins one"
        )
    return pin


def _candidate(state: State, wanted: Wanted, version: str) -> Pin:
    """Return a version that the company has installed, as a pin; its checks are passed by then."""
    name = wanted.name
    versions = {one["version"] for one in events(state) if one["name"] == name}
    fitting = sorted(filter(specifier(wanted.version or "").contains, versions), key=Version)
    number = version or (fitting[-1] if fitting else "")
    pin = last_installed(state, name, number)
    if pin is None:
        raise PackageError(
            f"{name} {number or 'of that range'} is not installed: `perfos package add {name}@"
            f"{number or 'VERSION'}` looks for it in the registries and installs it"
        )
    return pin
