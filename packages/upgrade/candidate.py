"""What an upgrade or a rollback is about: which version is active, and which one should be."""

from packaging.version import Version

from packages.about import about
from packages.archive import hash_of
from packages.errors import PackageError
from packages.lock import Pin, read_lock
from packages.tree import read_tree
from packages.upgrade.record import Upgrade, new_folder
from packages.upgrade.switch import last_done, put_back
from perfos.company import Company
from perfos.company.rules import FILE, specifier
from perfos.paths import State, store


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
    after = _candidate(package, version)
    wanted = next(one for one in company.rules.packages if one.name == package)
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
    put_back(state, upgrade, "rolled back", f"asked for by {actor}: {reason}")
    return upgrade


def _active(state: State, package: str) -> Pin:
    pin = read_lock(state).get(package)
    if pin is None:
        raise PackageError(
            f"no version of {package} is pinned, so none can be exchanged: what is `bundled` or a "
            f"`path` in {FILE} is used as it stands; give a range there, then `perfos run` pins one"
        )
    return pin


def _candidate(package: str, version: str) -> Pin:
    """Return a version that is installed, as a pin."""
    for folder in sorted((store() / package).glob(f"{version}-*")):
        tree = read_tree(folder)
        return Pin(package, about(tree).version, hash_of(tree), "store", "store")
    raise PackageError(f"{package} {version} is not installed: `perfos package add` installs it")
