"""Which events count for whom, and how much of them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.rules.reference.exact import CENT, ZERO, exact, rounded
from tests.rules.reference.formulas import formula
from tests.rules.reference.shares import parts
from tests.rules.reference.world import Event, Row, World


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

    @property
    def order(self) -> tuple[date, str, str]:
        """What decides which of two credits comes first."""
        return (*self.event.order, self.role)


def measured(credit: Row, event: Event) -> Fraction | None:
    """Return what an event counts for, after fees; nothing where it does not count."""
    if event.kind not in credit["events"]:
        return None
    if "when" in credit and not formula(credit["when"], event):
        return None
    value = formula(credit.get("measure", "amount"), event)
    if value is None:
        return None
    value = rounded(exact(value))
    return _net(credit["fees"], value) if "fees" in credit else value


def _net(fees: Row, value: Fraction) -> Fraction:
    """Return what fees leave; of what is taken back, the mirror image."""
    whole = left = abs(value)
    for fee in fees["take"]:
        of = left if fees.get("order") == "cumulative" else whole
        taken = rounded(of * exact(fee["share"]), CENT) if "share" in fee else exact(fee["amount"])
        left = max(left - taken, ZERO)
    return -left if value < 0 else left


def credits(world: World, plan: Row, rule: Row, window: str) -> list[Credit]:
    """Return the credits of a component, a pool or a contest, in their order."""
    credit, found = rule["credit"], []
    for event in world.events:
        value = measured(credit, event)
        if value is None:
            continue
        amount = world.in_plan(value, event.currency, plan, event.on)
        start = event.on if window == "event" else world.window(event.on, window)
        for payee, role, share in parts(world, plan, credit, event):
            if world.covers(plan, payee, event.on):
                credited, units = rounded(amount * share), rounded(event.quantity * share)
                made = Credit(payee, event, role, share, value, credited, units, start)
                found.append(made)
    found.sort(key=lambda one: one.order)
    return _first(found, int(credit["first"])) if credit.get("first") else found


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
