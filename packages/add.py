"""`perfos package add` and `remove`: what a company wants, installed and pinned."""

from packaging.version import Version

from packages.about import about
from packages.active import Active, active_one
from packages.errors import PackageError
from packages.history import last_installed, record
from packages.install import take_all
from packages.lock import Pin, changing, read_lock
from packages.offers import Offer, Offers
from packages.resolve import Need, resolve
from packages.rules_file import want, want_no_more
from packages.tree import read_tree
from perfos.company import Company
from perfos.company.rules import ANY, BUNDLED, FILE
from perfos.paths import State

YOU = "the command"


def add(company: Company, state: State, name: str, versions: str, reason: str) -> list[Pin]:
    """Install the newest version of a package that fits, and what it needs besides.

    What has no pin yet is pinned. A package that is pinned keeps its version: the other one is
    ready for `perfos upgrade`.

    Args:
        company: The company.
        state: Its state.
        name: Name of the package.
        versions: The range that is wanted; empty for what rules.yml says, or any.
        reason: Why, for the log.

    Returns:
        What was installed.

    Raises:
        PackageError: Nothing fits, or what was received is not what it should be.
    """
    given = {one.name: one for one in company.rules.packages}
    if name in given and (given[name].path or given[name].version == BUNDLED):
        raise PackageError(
            f"{FILE} takes {name} as it stands ({given[name].path or BUNDLED}): give a range of "
            "versions there first"
        )
    running = _running(company, state, name)
    fixed = {one: _as_offer(package) for one, package in running.items()}
    needs = [Need(one.name, _range(one.version), FILE) for one in given.values()]
    offers = Offers(company)
    found = resolve(
        [*needs, Need(name, versions or ANY, YOU)],
        lambda one: [fixed[one]] if one in fixed else offers.of(one),
    )
    new = [offer for offer in found.values() if offer.name not in running]
    for offer in new:
        _refuse_exchanged(offer, state)
    _refuse_older(found[name], versions, state)
    taken = take_all(company, found, running)
    ranges = {one.name: _range_of(one, found) for one in new if one.name not in given}
    want(company.folder, ranges | ({name: versions} if versions and name in ranges else {}))
    for pin in taken:
        record(state, "installed", pin, reason)
        with changing(state) as pins:
            is_first = pins.setdefault(pin.name, pin) is pin
        if is_first:
            record(state, "pinned", pin, reason)
    return taken


def remove(company: Company, state: State, name: str, reason: str) -> Pin | None:
    """Take a package out of what the company wants, and out of its pins; the store keeps it.

    Raises:
        PackageError: The company does not want it, or another one of its packages needs it.
    """
    for other in map(_as_offer, _running(company, state, name).values()):
        if name in other.packages:
            raise PackageError(f"{other} needs {name}: remove {other.name} first")
    want_no_more(company.folder, name)
    with changing(state) as pins:
        pin = pins.pop(name, None)
    if pin:
        record(state, "removed", pin, reason)
    return pin


def _range(version: str | None) -> str:
    return ANY if version in (None, BUNDLED) else str(version)


def _range_of(offer: Offer, found: dict[str, Offer]) -> str:
    """Return the range that another package asks for; else, up to the next major version."""
    for one in found.values():
        if offer.name in one.packages:
            return one.packages[offer.name]
    return f">={offer.version},<{Version(offer.version).major + 1}"


def _running(company: Company, state: State, but: str) -> dict[str, Active]:
    """Return what the company runs now, besides one package."""
    pins = read_lock(state)
    return {
        wanted.name: active_one(company, wanted, pins)
        for wanted in company.rules.packages
        if wanted.name != but and (wanted.path or wanted.version == BUNDLED or wanted.name in pins)
    }


def _as_offer(package: Active) -> Offer:
    """Return a package that runs as the only version that may be taken of it."""
    what = about(read_tree(package.folder))
    return Offer(package.name, package.version, what.core, what.packages, package.sha256)


def _refuse_exchanged(offer: Offer, state: State) -> None:
    """Refuse other bytes under a version that the company has had already."""
    pin = read_lock(state).get(offer.name)
    if pin is None or pin.version != offer.version:
        pin = last_installed(state, offer.name, offer.version)
    if pin and pin.sha256 != offer.sha256:
        raise PackageError(
            f"{offer} from {offer.source} has the sha256 {offer.sha256}, and this company had "
            f"{pin.sha256} from {pin.source} under that version: a version never changes, so ask "
            "the publisher for a new one"
        )


def _refuse_older(offer: Offer, versions: str, state: State) -> None:
    """Refuse a version before the pinned one, unless it is the only one asked for."""
    pin = read_lock(state).get(offer.name)
    if pin and Version(offer.version) < Version(pin.version) and versions != offer.version:
        raise PackageError(
            f"the newest that {offer.source} offers is {offer}, and {pin.version} is pinned: it "
            f"serves an old index, or versions were yanked; `perfos package add {offer.name}@"
            f"{offer.version}` installs the older one all the same"
        )
