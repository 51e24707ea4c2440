"""Why something was not done, in words for the person who asked."""

from collections.abc import Sequence


class Refused(Exception):
    """A step that the rules of the periods do not allow.

    Attributes:
        reasons: Every reason, each with what to do or whom to ask.
    """

    def __init__(self, what: str, reasons: Sequence[str]) -> None:
        self.reasons = list(reasons)
        listed = reasons[0] if len(reasons) == 1 else "\n" + "\n".join(f"  - {r}" for r in reasons)
        super().__init__(f"{what} is refused: {listed}")
