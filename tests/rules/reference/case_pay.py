"""What is left of the earnings of `case.py` after caps and rounding."""

from collections import defaultdict
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from tests.rules.reference.case import Case, earn

CENT = Decimal("0.01")


def pay(case: Case, stage: str = "event", mode: str = "half_up") -> list[Decimal]:
    """Return what each event of the case pays, in order."""
    return _round(case, _cap(case, earn(case)), stage, mode)


def _cap(case: Case, earned: list[Decimal]) -> list[Decimal]:
    cap = case.cap_amount
    if cap is None:
        return earned
    if case.cap_per == "event":
        return [max(min(amount, cap), -cap) for amount in earned]
    capped: list[Decimal] = []
    so_far: dict[int, Decimal] = defaultdict(Decimal)
    for event, amount in zip(case.events, earned, strict=True):
        scope = event.on.month if case.cap_per == "period" else 0
        before, so_far[scope] = so_far[scope], so_far[scope] + amount
        capped.append(min(so_far[scope], cap) - min(before, cap))
    return capped


def _round(case: Case, amounts: list[Decimal], stage: str, mode: str) -> list[Decimal]:
    rounding = ROUND_HALF_UP if mode == "half_up" else ROUND_HALF_EVEN
    if stage == "event" or case.window == "event":
        return [amount.quantize(Decimal("0.01"), rounding) for amount in amounts]
    rounded, so_far = [], Decimal(0)
    for amount in amounts:
        before, so_far = so_far, so_far + amount
        rounded.append(
            so_far.quantize(Decimal("0.01"), rounding) - before.quantize(Decimal("0.01"), rounding)
        )
    return rounded
