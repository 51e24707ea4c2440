"""Who decides about an upgrade: every branch of the rule."""

import pytest

from packages.upgrade.policy import Diff, decide
from perfos.company.access import Access

ACCESS = Access(people={"ann": ("preparer",), "carol": ("controller",), "dan": ("controller",)})
NOTHING = Diff(new=0, gone=0, changed=0, sealed=0)
ADDS = Diff(new=3, gone=0, changed=0, sealed=0)
ADDS_TO_CLOSED = Diff(new=3, gone=0, changed=0, sealed=1)
TAKES = Diff(new=0, gone=1, changed=0, sealed=0)
MOVES = Diff(new=3, gone=1, changed=17, sealed=2)


@pytest.mark.parametrize(
    ("diff", "declared", "after", "approver", "by"),
    [
        (NOTHING, "nothing", "1.0.1", "", "auto"),
        (NOTHING, "amounts", "2.0.0", "", "auto"),
        (ADDS, "new_lines", "1.1.0", "", "auto"),
        (ADDS, "amounts", "1.1.0", "", "auto"),
        (ADDS, "nothing", "1.1.0", "carol", "carol"),
        (ADDS_TO_CLOSED, "new_lines", "1.1.0", "carol", "carol"),
        (MOVES, "amounts", "1.0.1", "carol", "carol"),
        (MOVES, "nothing", "1.1.0", "dan", "dan"),
    ],
)
def test_it_goes_on(diff: Diff, declared, after: str, approver: str, by: str) -> None:
    decision = decide(diff, declared, ("1.0.0", after), ("ann", approver), ACCESS)
    assert (decision.is_yes, decision.by) == (True, by)


@pytest.mark.parametrize(
    ("diff", "declared", "after", "people", "why"),
    [
        (ADDS, "nothing", "1.1.0", ("ann", ""), "3 postings would change: read the diff"),
        (ADDS_TO_CLOSED, "new_lines", "1.1.0", ("ann", ""), "1 of them about closed months"),
        (TAKES, "new_lines", "1.1.0", ("ann", ""), "1 postings would change"),
        (MOVES, "amounts", "1.1.0", ("ann", ""), "(allowed is carol or dan)"),
        (MOVES, "amounts", "1.1.0", ("carol", ""), "(allowed is dan)"),
        (MOVES, "amounts", "1.1.0", ("carol", "carol"), "cannot approve it: allowed is dan"),
        (MOVES, "amounts", "1.1.0", ("carol", "ann"), "ann is no controller in access.yml"),
        (MOVES, "amounts", "1.1.0", ("ann", "nobody"), "nobody is no controller"),
        (MOVES, "new_lines", "1.0.1", ("ann", "carol"), "is a patch of 1.0.0 and changes pay"),
    ],
)
def test_it_is_refused(diff: Diff, declared, after: str, people, why: str) -> None:
    decision = decide(diff, declared, ("1.0.0", after), people, ACCESS)
    assert not decision.is_yes
    assert why in decision.why


def test_a_company_without_controllers_approves_nothing() -> None:
    decision = decide(MOVES, "amounts", ("1.0.0", "1.1.0"), ("ann", "carol"), Access())
    assert "access.yml names no other" in decision.why
