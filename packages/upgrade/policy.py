"""Who decides about an upgrade: nobody where no pay changes, else a person with the right to."""

from dataclasses import dataclass

from packages.manifest import Changes
from perfos.company.access import Access

ROLE = "controller"
"""Who may approve: it changes pay in all months, those that only a controller closes included."""


@dataclass(frozen=True)
class Diff:
    """What a candidate would post, counted in posting keys.

    Attributes:
        new: Keys that nothing stands posted for.
        gone: Keys that it does not want any more.
        changed: Keys with another amount, account, month or origin.
        sealed: How many of all these are about a month that is closed.
    """

    new: int
    gone: int
    changed: int
    sealed: int

    @property
    def changes(self) -> Changes:
        """What the candidate does to pay."""
        if self.gone or self.changed:
            return "amounts"
        return "new_lines" if self.new else "nothing"


@dataclass(frozen=True)
class Decision:
    """What follows from a diff.

    Attributes:
        is_yes: Whether the upgrade goes on.
        by: Who decided: `auto`, or the name of a person.
        why: In words; where the answer is no, also what would change it.
    """

    is_yes: bool
    by: str
    why: str


def decide(
    diff: Diff,
    declared: Changes,
    versions: tuple[str, str],
    people: tuple[str, str],
    access: Access,
) -> Decision:
    """Decide about an upgrade.

    Args:
        diff: What the candidate would change.
        declared: What its package.yml says that it changes.
        versions: The active one and the candidate's.
        people: Who asks for the upgrade, and who is said to approve it (may be empty).
        access: Who has which role.
    """
    found = diff.changes
    if found == "nothing":
        return Decision(True, "auto", "it changes no posting")
    if found == "amounts" and declared != "amounts" and _is_patch(*versions):
        return Decision(
            False,
            "auto",
            f"{versions[1]} is a patch of {versions[0]} and changes pay that stands posted, which "
            "its package.yml does not say: its owner has to publish it with `changes: amounts`",
        )
    if found == "new_lines" and declared != "nothing" and not diff.sealed:
        return Decision(True, "auto", "it only adds lines in open months, as package.yml says")
    return _approved(diff, *people, access)


def _approved(diff: Diff, actor: str, approver: str, access: Access) -> Decision:
    """Ask for a person's word, and whether the person may give it."""
    allowed = [one for one in access.holders(ROLE) if one != actor]
    who = f"allowed is {' or '.join(allowed)}" if allowed else "access.yml names no other"
    if not approver:
        total = diff.new + diff.gone + diff.changed
        about = f", {diff.sealed:,} of them about closed months" if diff.sealed else ""
        why = f"{total:,} postings would change{about}: read the diff, then --approve-by NAME; "
        return Decision(False, "", f"{why}a {ROLE} who did not ask for it ({who})")
    if approver == actor:
        return Decision(False, approver, f"{approver} asked for it and cannot approve it: {who}")
    if not access.may(approver, ROLE):
        return Decision(False, approver, f"{approver} is no {ROLE} in access.yml: {who}")
    return Decision(True, approver, "approved")


def _is_patch(before: str, after: str) -> bool:
    """Whether only the last number of a version moved."""
    return before.split(".")[:2] == after.split(".")[:2]
