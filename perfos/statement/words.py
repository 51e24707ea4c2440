"""A derivation as steps that a payee can work out again, with a calculator."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from perfos.cli.derivation import Derivation

_TOLD = {
    *("measured", "event_currency", "event_rate", "plan_rate", "share", "credited", "quota"),
    *("before", "after", "slices", "cap", "amount"),
}
Step = dict[str, Any]


def steps_of(found: Derivation | None) -> Iterator[Step]:
    """Yield the steps from an event to an amount: `what`, `base`, `rate` and `amount`.

    What is not known of a step is None. The amounts of slices, cap and rounding add up to the
    amount of the posting.
    """
    if found is None:
        return
    yield from _credit(found)
    yield from _others(found)
    for part in found.raw.get("parts") or ():
        words = f"part {part['part']}, a share of {_plain(part['share'])}"
        progress = f"{words}: {_plain(part['released'])} of {_plain(part['of'])}"
        yield _step(progress, amount=part["amount"])
    for part in found.slices:
        where = f", tier {part.tier}" if part.tier is not None else ""
        way = "" if part.to is None else f" ({_plain(part.from_)} to {_plain(part.to)})"
        words = f"{part.kind.replace('_', ' ')}{where}{way}"
        yield _step(words, base=part.base, rate=part.rate, amount=part.amount)
    if found.cap:
        is_lifted = abs(found.earned + found.cap) > abs(found.earned)
        words = "lifted to the minimum" if is_lifted else "taken by the cap"
        yield _step(words, amount=found.cap)
    if found.amount is not None and found.slices:
        if found.rounding:
            yield _step("rounding", amount=found.rounding)
        yield _step("comes to", amount=found.amount)


def _credit(found: Derivation) -> Iterator[Step]:
    """Yield how much of the event is credited."""
    one = Decimal(1)
    if found.measured is not None:
        yield _step("counts for", amount=found.measured, what=found.event_currency)
        if (found.event_rate or one, found.plan_rate or one) != (one, one):
            yield _step("times the rate of its currency", rate=found.event_rate)
            yield _step("by the rate of the plan's", rate=found.plan_rate)
        if found.share not in (None, one):
            yield _step("share", rate=found.share)
    if found.credited is not None:
        yield _step("credited", amount=found.credited)


def _others(found: Derivation) -> Iterator[Step]:
    """Yield whatever else a derivation says; each kind of posting has words of its own."""
    for name, value in found.raw.items():
        if name in _TOLD or isinstance(value, dict | list) or value is None:
            continue
        words = name.replace("_", " ")
        is_number = isinstance(value, Decimal)
        yield _step(words if is_number else f"{words}: {value}", rate=value if is_number else None)


def _step(
    words: str,
    base: Decimal | None = None,
    rate: Decimal | None = None,
    amount: Decimal | None = None,
    what: str | None = None,
) -> Step:
    words = f"{words} ({what})" if what else words
    return {"what": words, "base": base, "rate": rate, "amount": amount}


def _plain(value: Decimal | None) -> str:
    if value is None:
        return "…"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
