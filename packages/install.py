"""Taking versions into the store, once everything that can be known of them is in order."""

import tempfile
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from pathlib import Path

from packages.about import about
from packages.active import bundled
from packages.archive import unpack
from packages.checks.check import check_package
from packages.errors import PackageError
from packages.index import archive_of
from packages.lock import Pin
from packages.offers import Offer
from packages.signature import signer_of
from packages.store import install, write_tree
from packages.tree import Tree
from perfos.company import Company
from perfos.company.rules import BUNDLED
from transform.workspace import RulePackage


def take_all(
    company: Company, found: Mapping[str, Offer], running: Mapping[str, RulePackage]
) -> list[Pin]:
    """Install versions that fit together, each after those that it needs.

    Args:
        company: The company; its rules.yml says whom it trusts.
        found: The versions, by name of the package.
        running: Those of them that the company runs already.

    Returns:
        What was installed, as it would be pinned.

    Raises:
        PackageError: One is not what it is said to be, is not signed by anybody whom the company
            knows, or may not run. Those before it stay installed; nothing is pinned.
    """
    there, pins = dict(running), []
    try:
        order = list(TopologicalSorter({one: offer.packages for one, offer in found.items()})
                     .static_order())  # fmt: skip
    except CycleError as error:
        raise PackageError(f"packages need each other in a circle: {error.args[1]}") from None
    for name in order:
        if name not in running:
            there[name], pin = _take(company, found[name], _needed(name, found, there))
            pins.append(pin)
    return pins


def _needed(
    name: str, found: Mapping[str, Offer], there: Mapping[str, RulePackage]
) -> tuple[RulePackage, ...]:
    """Return the packages that one needs, and what those need."""
    names: dict[str, None] = {}
    left = list(found[name].packages)
    while left:
        names[(one := left.pop())] = None
        left += found[one].packages
    return tuple(there[one] for one in names)


def _take(
    company: Company, offer: Offer, others: tuple[RulePackage, ...]
) -> tuple[RulePackage, Pin]:
    if offer.registry is None:
        shipped = bundled(offer.name)
        if shipped is None:
            raise PackageError(f"{offer} does not ship with the program any more")
        tree, signer = shipped[0], BUNDLED
    else:
        tree, signer = _received(company, offer)
        with tempfile.TemporaryDirectory(prefix="perfos_package_") as aside:
            write_tree(tree, Path(aside))
            try:
                check_package(Path(aside), others)
            except PackageError as error:
                raise PackageError(f"{offer} from {offer.source} is refused: {error}") from None
    folder, digest = install(tree, about(tree))
    package = RulePackage(offer.name, offer.version, folder)
    return package, Pin(offer.name, offer.version, digest, signer, offer.source)


def _received(company: Company, offer: Offer) -> tuple[Tree, str]:
    """Return the files of an offer, and who signed them; nothing is on disk yet."""
    entry, registry = offer.entry, offer.registry
    assert entry and registry  # noqa: S101 - `take` has seen to it.
    content = registry.read(archive_of(offer.name, offer.version, entry.sha256))
    found = sha256(content).hexdigest()
    if found != entry.sha256:
        raise PackageError(
            f"{offer} from {registry.address} has the sha256 {found}, and its index says "
            f"{entry.sha256}: the archive was changed, or damaged on its way"
        )
    trusted = company.rules.publishers
    signer = signer_of(offer.name, offer.version, found, entry.key, entry.signature, trusted)
    try:
        tree = unpack(content)
        what = about(tree)
    except PackageError as error:
        raise PackageError(f"{offer} from {registry.address} is refused: {error}") from None
    if (what.name, what.version, what.core, what.packages) != (
        offer.name, offer.version, offer.core, offer.packages,
    ):  # fmt: skip
        raise PackageError(
            f"{registry.address} offers {offer}, and package.yml in it says {what}, core "
            f"{what.core or 'any'}, packages {what.packages or 'none'}: index and archive disagree"
        )
    return tree, signer
