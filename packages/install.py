"""Taking versions into the store, once everything that can be known of them is in order."""

from hashlib import sha256

from packages.about import about
from packages.active import bundled
from packages.archive import unpack
from packages.errors import PackageError
from packages.index import archive_of
from packages.lock import Pin
from packages.offers import Offer
from packages.signature import signer_of
from packages.store import install
from packages.tree import Tree
from perfos.company import Company
from perfos.company.rules import BUNDLED


def take(company: Company, offer: Offer) -> Pin:
    """Install a version, and return it as it would be pinned.

    Raises:
        PackageError: It is not what it is said to be, or nobody whom the company knows signed it.
    """
    if offer.registry is None or offer.entry is None:
        found = bundled(offer.name)
        if found is None:
            raise PackageError(f"{offer} does not ship with the program any more")
        install(*found)
        return Pin(offer.name, offer.version, offer.sha256, BUNDLED, BUNDLED)
    tree, signer = _received(company, offer)
    install(tree, about(tree))
    return Pin(offer.name, offer.version, offer.sha256, signer, offer.registry.address)


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
