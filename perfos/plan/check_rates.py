"""Tiers that nothing reaches or that leave gaps, accelerators that slow down."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from perfos.company.problems import Location
from perfos.plan.check_pay import check_pay, tiers_of
from perfos.plan.finding import PlanFile, PlanFinding, Raw, number, percent

ONE = Decimal(1)


def check_rates(file: PlanFile, largest: Decimal | None) -> Iterator[PlanFinding]:
    """Yield what is wrong with the rates of a plan's components.

    Args:
        file: The plan.
        largest: The largest amount of an event that the company accepts, if it is known.
    """
    yield from check_pay(file)
    for place, component in file.components():
        yield from _gaps(file, place, component)
        yield from _unreachable(file, place, component, largest)
        yield from _slower(file, place, component)


def _gaps(file: PlanFile, place: int, component: Raw) -> Iterator[PlanFinding]:
    """Values between two closed tiers, for which nothing is paid."""
    rate = component.get("rate") or {}
    for place_, (lower, upper) in enumerate(pairwise(rate.get("tiers") or []), start=1):
        end, start = number(lower.get("to")), number(upper.get("from"))
        step = 1 if rate.get("by") == "count" else 0
        if end is not None and start is not None and start - end > step:
            yield file.warning(
                ("components", place, "rate", "tiers", place_, "from"),
                f"a gap from {end} to {start}",
                "nothing is paid in it: let the tiers meet, or leave `to` out",
            )


def _unreachable(
    file: PlanFile, place: int, component: Raw, largest: Decimal | None
) -> Iterator[PlanFinding]:
    """A tier above the most that its measure can come to, or above what the cap leaves."""
    rate, credit = component.get("rate") or {}, component.get("credit") or {}
    by, window = rate.get("by", "amount"), component.get("window")
    most: Decimal | None = None
    why = ""
    if by == "count" and window == "event":
        most, why = ONE, "with window: event each event is one"
    elif by == "count" and number(credit.get("first")) is not None:
        most, why = number(credit["first"]), f"first: {credit['first']} counts no more"
    elif by == "amount" and window == "event" and credit.get("measure", "amount") == "amount":
        most, why = largest, f"company.yml takes events up to {largest} only"
    tiers = [one for one in tiers_of(component) if one[0] == "tiers"]
    for _, number_, bound, _ in tiers:
        if most is not None and bound > 0 and bound >= most:
            at = ("components", place, "rate", "tiers", number_, "from")
            yield file.error(at, f"a tier from {bound}", f"nothing reaches it: {why}")
    yield from _above_cap(file, place, component, tiers)


def _above_cap(
    file: PlanFile,
    place: int,
    component: Raw,
    tiers: list[tuple[str, int, Decimal, Decimal]],
) -> Iterator[PlanFinding]:
    rate, cap = component.get("rate") or {}, component.get("cap") or {}
    limit = number(cap.get("amount"))
    is_plain = rate.get("kind") == "marginal" and rate.get("by", "amount") == "amount"
    fits = cap.get("per") == "window" or cap.get("per") == component.get("window") == "event"
    if not limit or not is_plain or not fits or rate.get("unit", "share") != "share":
        return
    paid = Decimal(0)
    for (_, _, lower, value), (_, number_, upper, _) in pairwise(tiers):
        paid += (upper - lower) * value
        if paid >= limit:
            at = ("components", place, "rate", "tiers", number_, "from")
            yield file.error(
                at,
                f"a tier from {upper}",
                f"the tiers below it have paid {paid.normalize():f} by then and the cap is "
                f"{limit}: raise the cap, or leave the tier out",
            )


def _slower(file: PlanFile, place: int, component: Raw) -> Iterator[PlanFinding]:
    """Above the quota, somebody earns less for each euro than below it."""
    rate = component.get("rate") or {}
    advice = "an accelerator below 1 rewards stopping at the quota: raise it, or say it openly"
    if rate.get("by") == "attainment" and rate.get("kind") not in ("steps", "interpolated"):
        for (_, _, _, before), (_, place_, bound, value) in pairwise(tiers_of(component)):
            if bound >= 1 and value < before:
                at = ("components", place, "rate", "tiers", place_, "rate")
                factor = percent(value / before)
                yield file.warning(at, f"{factor} of the rate before, from {bound}", advice)
    for number_, multiplier in enumerate(component.get("multipliers") or []):
        for key, where in (("tiers", "from"), ("points", "at")):
            for place_, tier in enumerate(multiplier.get(key) or []):
                reached, times = number(tier.get(where)), number(tier.get("times"))
                if reached is not None and times is not None and reached >= 1 and times < 1:
                    spot: Location = ("components", place, "multipliers", number_, key, place_)
                    yield file.warning((*spot, "times"), f"times {times} from {reached}", advice)
