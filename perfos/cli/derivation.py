"""The derivation of an amount, as a rule package wrote it down with the posting."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

ZERO = Decimal(0)


@dataclass(frozen=True)
class Slice:
    """One part of a credit and the rate that it earned.

    Attributes:
        kind: `own`, or `top_up` for what earlier credits gain when a retroactive tier is reached.
        tier: Number of the tier, from 1.
        from_: Where the slice begins on the way through the window.
        to: Where it ends.
        base: What the rate is applied to.
        rate: Share of the base, or amount per unit.
        amount: Base times rate.
    """

    kind: str
    tier: int
    from_: Decimal | None
    to: Decimal | None
    base: Decimal
    rate: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Derivation:
    """How an amount came about; what a package does not tell is None.

    Attributes:
        measured: The event's measure, in `event_currency`.
        event_currency: Currency of the event.
        event_rate: One unit of it in the company's currency on the event's day.
        plan_rate: One unit of the plan's currency in the company's.
        share: Share of the event that is credited.
        credited: The credit, in the plan's currency.
        quota: The target of the window.
        before: Position in the window before the credit, in the quota's unit.
        after: Position after it.
        slices: The parts that were rated, in order.
        cap: What the cap took away; zero or less.
        amount: The rounded amount.
        raw: The whole text as read.
    """

    measured: Decimal | None
    event_currency: str | None
    event_rate: Decimal | None
    plan_rate: Decimal | None
    share: Decimal | None
    credited: Decimal | None
    quota: Decimal | None
    before: Decimal | None
    after: Decimal | None
    slices: tuple[Slice, ...]
    cap: Decimal
    amount: Decimal | None
    raw: dict[str, Any]

    @property
    def earned(self) -> Decimal:
        """What the slices come to, before cap and rounding."""
        return sum((part.amount for part in self.slices), ZERO)

    @property
    def rounding(self) -> Decimal:
        """What rounding added."""
        return ZERO if self.amount is None else self.amount - self.earned - self.cap

    def attained(self, position: Decimal | None) -> Decimal | None:
        """Return a position as a share of the quota."""
        return position / self.quota if position is not None and self.quota else None


def read_derivation(text: str | None) -> Derivation | None:
    """Return the derivation in a posting's `explain`, or None if it holds none."""
    if not text:
        return None
    raw = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    slices = tuple(
        Slice(
            kind=part["kind"],
            tier=int(part["tier"]),
            from_=part.get("from"),
            to=part.get("to"),
            base=part["base"],
            rate=part["rate"],
            amount=part["amount"],
        )
        for part in raw.get("slices") or []
    )
    names = (
        "measured", "event_currency", "event_rate", "plan_rate", "share", "credited", "quota",
        "before", "after", "amount",
    )  # fmt: skip
    return Derivation(
        **{name: raw.get(name) for name in names},
        slices=slices,
        cap=raw.get("cap") or ZERO,
        raw=raw,
    )
