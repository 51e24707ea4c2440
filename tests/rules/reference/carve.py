"""What is taken out of a seller's pay for somebody else's."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from tests.rules.reference.earn import Earning
from tests.rules.reference.exact import ZERO, shared
from tests.rules.reference.transfer import EXPENSE, PAYABLE, Transfer
from tests.rules.reference.world import Row, World

Paid = dict[tuple[int, str], list[Earning]]


def carved(world: World, plan: Row, component: Row, paid: Paid) -> Iterator[Transfer]:
    """Yield what a component takes out of another's pay, in proportion, and no more than that."""
    named, _, name = component["carved_from"].rpartition("/")
    number = int(named.rpartition("_")[2]) if named else plan["no"]
    taken: dict[str, Fraction] = defaultdict(Fraction)
    for earning in paid[plan["no"], component["id"]]:
        taken[earning.credit.event.id] += earning.amount
    for event_id, amount in taken.items():
        givers = [
            one for one in paid[number, name] if one.credit.event.id == event_id and one.amount > 0
        ]
        whole = sum((one.amount for one in givers), ZERO)
        if amount <= 0 or not givers:
            continue
        parts = shared(min(amount, whole), [one.amount for one in givers], world.mode)
        for one, part in zip(givers, parts, strict=True):
            if part:
                event = one.credit.event
                ids = number, name, one.credit.payee, "carve", event.on
                yield Transfer(*ids, PAYABLE, EXPENSE, part, event.id, event.deal)
