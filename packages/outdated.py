"""Which packages of a company have a newer version."""

from collections.abc import Iterable
from dataclasses import dataclass

from packaging.version import Version

from packages.active import Active
from packages.offers import Offer, Offers
from packages.resolve import Need, unusable
from perfos.company import Company
from perfos.company.rules import ANY, BUNDLED, FILE, admits


@dataclass(frozen=True)
class Newer:
    """A package whose version is not the newest, or should be left.

    Attributes:
        name: Name of the package.
        version: The version that calculates.
        fitting: The newest one that rules.yml allows; empty if that one calculates.
        newest: The newest one of all; empty if that one calculates.
        note: What else is to be known: why the version is yanked.
    """

    name: str
    version: str
    fitting: str
    newest: str
    note: str


def newer(company: Company, active: Iterable[Active]) -> list[Newer]:
    """Return the packages that have a newer version, or one that was yanked.

    Raises:
        PackageError: A registry cannot be read.
    """
    offers = Offers(company)
    wanted = {one.name: one.version for one in company.rules.packages}
    found = (_newer(one, wanted[one.name], offers.of(one.name)) for one in active)
    return [one for one in found if one.fitting or one.newest or one.note]


def _newer(active: Active, versions: str | None, offers: list[Offer]) -> Newer:
    usable = [
        offer.version
        for offer in offers
        if not unusable(offer)
        and admits(ANY, offer.version)
        and Version(offer.version) > Version(active.version)
    ]
    need = Need(active.name, versions, FILE) if versions and versions != BUNDLED else None
    fitting = [version for version in usable if need and need.takes(version)]
    yanked = [offer.yanked for offer in offers if offer.version == active.version and offer.yanked]
    return Newer(
        active.name,
        active.version,
        next(iter(fitting), ""),
        next(iter(usable), ""),
        f"{active.version} was yanked: {yanked[0]}" if yanked else "",
    )
