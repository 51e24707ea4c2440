"""What is wrong with a credit: keys that say nothing beside the others, and values out of range."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perfos.company.problems import Finding

if TYPE_CHECKING:
    from perfos.company.plan.credit import Credit


def credit_findings(credit: "Credit") -> Iterator[Finding]:
    """Yield what does not go together in one credit."""
    is_manager = credit.to == "manager"
    is_split = credit.to == "split" or (is_manager and credit.above == "split")
    if credit.levels is not None and not is_manager:
        yield Finding(("levels",), "levels", "only with to: manager")
    if credit.above != "owner" and not is_manager:
        yield Finding(("above",), f'"{credit.above}"', "only with to: manager")
    if credit.each != "part" and credit.to != "territory":
        yield Finding(("each",), f'"{credit.each}"', "only with to: territory")
    if credit.stages and not is_split:
        yield Finding(("stages",), "stages", "only with to: split, or above: split")
    if credit.splits == "pay" and not is_split:
        yield Finding(("splits",), '"pay"', "only with to: split, or above: split")
    for number, stage in enumerate(credit.stages):
        if "," in stage:
            yield Finding(("stages", number), f'"{stage}"', "a name without a comma")
    if credit.share is not None and credit.share <= 0:
        yield Finding(("share",), f'"{credit.share}"', "allowed: more than 0")
    if credit.first is not None and credit.first < 1:
        yield Finding(("first",), f'"{credit.first}"', "allowed: 1 or more")
