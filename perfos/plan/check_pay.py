"""Components that never pay, and tiers that are amounts where shares of a quota are meant."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from perfos.plan.finding import PlanFile, PlanFinding, Raw, number
from perfos.plan.never import is_never

LARGEST_SHARE = Decimal(10)
_LISTS = (("tiers", "from", "rate"), ("tiers", "from", "pays"), ("points", "at", "pays"))


def check_pay(file: PlanFile) -> Iterator[PlanFinding]:
    """Yield components that pay nothing, or by other bounds than they seem to."""
    gone_by = _named(file.raw)
    for place, component in file.components():
        is_measure = component.get("id") in gone_by or bool(component.get("minimum"))
        yield from _never_pays(file, place, component, is_measure=is_measure)
        yield from _money_for_a_share(file, place, component)


def tiers_of(component: Raw) -> list[tuple[str, int, Decimal, Decimal]]:
    """Return list, number, bound and rate of what a rate table holds, as far as it is numbers."""
    rate = component.get("rate") or {}
    found = []
    for key, at, pays in _LISTS:
        for place, tier in enumerate(rate.get(key) or []):
            bound, value = number(tier.get(at)), number(tier.get(pays))
            if bound is not None and value is not None:
                found.append((key, place, bound, value))
    return found


def _named(value: Any) -> set[str]:  # noqa: ANN401
    """Return the components that gates, multipliers, matrices, pools and contests go by."""
    if isinstance(value, list):
        return {name for one in value for name in _named(one)}
    if not isinstance(value, dict):
        return set()
    own = {str(value["component"])} if "component" in value else set()
    return own | {name for one in value.values() for name in _named(one)}


def _money_for_a_share(file: PlanFile, place: int, component: Raw) -> Iterator[PlanFinding]:
    """Tiers that look like shares of a quota, and are amounts."""
    rate = component.get("rate") or {}
    bounds = [bound for _, _, bound, _ in tiers_of(component)]
    is_by_amount = component.get("quota") and rate.get("by", "amount") == "amount"
    if is_by_amount and len(bounds) > 1 and max(bounds) <= LARGEST_SHARE:
        yield file.warning(
            ("components", place, "rate"),
            f"tiers from {', '.join(f'{bound:f}' for bound in bounds)}, beside a quota",
            "these are amounts of money: for shares of the quota write by: attainment",
        )


def _never_pays(
    file: PlanFile, place: int, component: Raw, *, is_measure: bool
) -> Iterator[PlanFinding]:
    """A component whose rates are all zero, whose cap is zero, or that no event can meet."""
    rate = component.get("rate") or {}
    values: list[Decimal | None] = [value for _, _, _, value in tiers_of(component)]
    values += [number(rate["rate"])] if "rate" in rate else []
    values += [number(one) for row in rate.get("rates") or [] for one in row]
    advice = "it can never pay: correct it, or leave the component out"
    if values and all(value == 0 for value in values) and not is_measure:
        yield file.error(("components", place, "rate"), "every rate is 0", advice)
    cap = component.get("cap") or {}
    if number(cap.get("amount")) == 0:
        yield file.error(("components", place, "cap", "amount"), "a cap of 0", advice)
    credit = component.get("credit") or {}
    condition = credit.get("when")
    if condition and is_never(condition, credit.get("events") or []):
        yield file.error(
            ("components", place, "credit", "when"), f"{condition}: true of no event", advice
        )
