"""Which versions fit together: of a package, and of all that it and the company need."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from packaging.specifiers import InvalidSpecifier
from resolvelib import AbstractProvider, BaseReporter, ResolutionImpossible, Resolver

from packages.errors import PackageError
from packages.offers import Offer
from perfos.company.rules import admits
from transform.contract import CORE_VERSION


@dataclass(frozen=True)
class Need:
    """A range of versions that somebody asks for.

    Attributes:
        name: Name of the package.
        versions: The range.
        by: Who asks, in words.
    """

    name: str
    versions: str
    by: str

    def takes(self, version: str) -> bool:
        """Whether a version is in the range; a preview only if the range names one.

        Raises:
            PackageError: It is no range.
        """
        try:
            return admits(self.versions, version)
        except InvalidSpecifier:
            raise PackageError(
                f"{self.by} asks for {self.name} {self.versions!r}: allowed is a range such as "
                '">=1.0,<2.0"'
            ) from None


Candidates = Callable[[str], list[Offer]]


def resolve(needs: Iterable[Need], candidates: Candidates) -> dict[str, Offer]:
    """Return the newest versions that fit together.

    Args:
        needs: What is asked for.
        candidates: Returns the versions of a package that may be taken, newest first.

    Raises:
        PackageError: No versions fit together; it says who asks for what, and what there is.
    """
    wanted = list(needs)
    resolver = Resolver(_Provider(candidates), BaseReporter())
    try:
        return dict(resolver.resolve(wanted, max_rounds=1_000).mapping)
    except ResolutionImpossible as error:
        raise PackageError(_why(list(error.causes), candidates)) from None


def unusable(offer: Offer) -> str:
    """Return why nobody should begin to use a version; empty if nothing is wrong with it."""
    if offer.yanked:
        return f"yanked: {offer.yanked}"
    try:
        fits = not offer.core or admits(offer.core, CORE_VERSION)
    except InvalidSpecifier:
        fits = False
    return "" if fits else f"needs core {offer.core}, and this program has {CORE_VERSION}"


def _why(causes: list[Any], candidates: Candidates) -> str:
    name = causes[0].requirement.name
    asked = {f"{one.requirement.by} asks for {one.requirement.versions}" for one in causes}
    there = [f"{one.version} ({bad})" if (bad := unusable(one)) else one.version
             for one in candidates(name)]  # fmt: skip
    return (
        f"no version of {name} fits: {'; '.join(sorted(asked))}; "
        f"there is {', '.join(there) or 'none in the registries, and none ships with the program'}"
    )


class _Provider(AbstractProvider):
    """What resolvelib has to know of needs and offers."""

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates

    def identify(self, requirement_or_candidate: Need | Offer) -> str:
        return requirement_or_candidate.name

    def get_preference(self, identifier: str, *_: object, **__: object) -> str:
        return identifier

    def find_matches(
        self,
        identifier: str,
        requirements: Mapping[str, Iterator[Need]],
        incompatibilities: Mapping[str, Iterator[Offer]],
    ) -> list[Offer]:
        needs = list(requirements[identifier])
        refused = {offer.version for offer in incompatibilities[identifier]}
        return [
            offer
            for offer in self._candidates(identifier)
            if offer.version not in refused
            and not unusable(offer)
            and all(need.takes(offer.version) for need in needs)
        ]

    def is_satisfied_by(self, requirement: Need, candidate: Offer) -> bool:
        return requirement.takes(candidate.version)

    def get_dependencies(self, candidate: Offer) -> list[Need]:
        return [Need(name, wanted, str(candidate)) for name, wanted in candidate.packages.items()]
