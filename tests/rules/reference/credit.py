"""Which events count for whom, and how much of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from tests.rules.reference.exact import CENT, ZERO, exact, rounded
from tests.rules.reference.formulas import formula
from tests.rules.reference.shares import parts
from tests.rules.reference.world import Event, Row, World, day_of

WEEKS = {"week": 7, "two_weeks": 14}


@dataclass(frozen=True)
class Credit:
    """A payee's credit for an event."""

    payee: str
    event: Event
    role: str
    share: Fraction
    measured: Fraction
    credited: Fraction
    quantity: Fraction
    window_start: date
    counts: Fraction | None = None
    counts_in_plan: Fraction = ZERO

    @property
    def order(self) -> tuple[date, str, str]:
        """What decides which of two credits comes first."""
        return (*self.event.order, self.role)


def measured(credit: Row, event: Event, mode: str = "half_up") -> Fraction | None:
    """Return what an event counts for, after fees; nothing where it does not count."""
    if event.kind not in credit["events"]:
        return None
    if "when" in credit and not formula(credit["when"], event):
        return None
    value = formula(credit.get("measure", "amount"), event)
    if value is None:
        return None
    value = rounded(exact(value))
    return _net(credit["fees"], value, mode) if "fees" in credit else value


def _net(fees: Row, value: Fraction, mode: str) -> Fraction:
    """Return what fees leave; of what is taken back, the mirror image."""
    whole = left = abs(value)
    for fee in fees["take"]:
        of = left if fees.get("order") == "cumulative" else whole
        taken = (
            rounded(of * exact(fee["share"]), CENT, mode)
            if "share" in fee
            else exact(fee["amount"])
        )
        left = max(left - taken, ZERO)
    return -left if value < 0 else left


def credits(world: World, plan: Row, rule: Row, window: str) -> list[Credit]:
    """Return the credits of a component, a pool or a contest, in their order."""
    credit, found = rule["credit"], []
    for event in world.events:
        value = measured(credit, event, world.mode)
        if value is None:
            continue
        amount = world.in_plan(value, event.currency, plan, event.on)
        start = _start(world, plan, window, event.on)
        for payee, role, share in parts(world, plan, credit, event):
            if world.covers(plan, payee, event.on):
                credited = rounded(amount * share)
                of_way = Fraction(1) if credit.get("splits") == "pay" else share
                units, counts = rounded(event.quantity * of_way), _counts(credit, event, value)
                made = Credit(payee, event, role, share, value, credited, units, start)
                if counts is not None:
                    counts = rounded(counts * of_way)
                    in_plan = world.in_plan(counts, event.currency, plan, event.on)
                    made = replace(made, counts=counts, counts_in_plan=in_plan)
                found.append(made)
    found.sort(key=lambda one: one.order)
    return _first(found, int(credit["first"])) if credit.get("first") else found


def _start(world: World, plan: Row, window: str, on: date) -> date:
    """Return the first day of the window that a day lies in; alone, it is its own."""
    if window in WEEKS:
        return on - timedelta(days=(on - day_of(plan["valid_from"], on)).days % WEEKS[window])
    if window in ("event", "plan"):
        return on if window == "event" else date.min
    return world.window(on, window)


def _counts(credit: Row, event: Event, value: Fraction) -> Fraction | None:
    """Return how far an event moves, where that is not what it is paid on."""
    if "counts" in credit:
        found = formula(credit["counts"], event)
        return ZERO if found is None else rounded(exact(found))
    return value if credit.get("splits") == "pay" else None


def _first(found: list[Credit], most: int) -> list[Credit]:
    """Keep the first events of each payee and window, and what takes these back."""
    kept: dict[tuple[str, date], list[str]] = {}
    result = []
    for credit in found:
        ids = kept.setdefault((credit.payee, credit.window_start), [])
        if credit.event.kind in ("cancellation", "credit_note"):
            if any(
                credit.event.related in kept_ids
                for (payee, _), kept_ids in kept.items()
                if payee == credit.payee
            ):
                result.append(credit)
        elif credit.event.id in ids or len(ids) < most:
            ids.append(credit.event.id)
            result.append(credit)
    return result
