"""A deal that is cancelled, compared with a deal that has never been."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from perfos.cli.derivation import read_derivation
from perfos.statement.words import steps_of
from tests.rules.cases import Rows, calculate, core_of, event_id
from tests.rules.reference.case import FIRST, Case, Event, Tier
from tests.rules.rule_package import RulePackage
from tests.rules.strategies import batches, cases, events

OWED = """
select plan_id, -sum(amount)
from (
    select split_part(posting_key, '/', 1) as plan_id, amount
    from sales_commission.sales_commission__postings
    where account = 'commission_payable'
)
group by plan_id
"""


@st.composite
def cancelled(draw: st.DrawFn) -> tuple[Case, tuple[int, ...]]:
    """Return a case without returns, and the places of one or two deals that are cancelled."""
    case = draw(cases())
    case = replace(case, events=draw(events(case.window, with_returns=False)))
    places = st.integers(0, len(case.events) - 1)
    return case, tuple(sorted(draw(st.sets(places, min_size=1, max_size=2))))


def with_cancellations(
    batch: list[tuple[Case, tuple[int, ...]]], **clawback: object
) -> dict[str, Rows]:
    """Return the core's rows of the cases, and of their cancellations, each on a day of its own."""
    rows = core_of([case for case, _ in batch])
    rule = {"kinds": "cancellation", "anchor": "booking", "basis": "original", "begun_months": 0}
    rows["plan_clawback"] = [
        {"plan_id": f"P{number}", "component_id": "c", "is_attainment_reduced": False}
        | rule
        | clawback
        for number in range(len(batch))
    ]
    for number, (case, places) in enumerate(batch):
        for count, place in enumerate(places):
            amount = -case.events[place].amount
            rows["event"].append(
                {"event_id": f"X{number}.{count}", "source_id": f"X{number}.{count}"}
                | {"related_event_id": event_id(number, place), "deal_id": f"X{number}.{count}"}
                | {"kind": "cancellation", "amount": amount, "currency": "EUR"}
                | {"occurred_on": FIRST + timedelta(days=364 - count), "owner_id": f"X{number}"}
            )
    return rows


def owed(package: RulePackage) -> dict[str, Decimal]:
    """Return what is owed under each plan."""
    return dict(package.query(OWED))


def test_counterfactually_the_deal_has_never_been(package: RulePackage):
    @batches
    @given(st.lists(cancelled(), min_size=40, max_size=40))
    def never_been(batch: list[tuple[Case, tuple[int, ...]]]):
        package.fill(**with_cancellations(batch, method="counterfactual"))
        package.calculate()
        found = owed(package)
        without = [
            replace(case, events=tuple(e for n, e in enumerate(case.events) if n not in places))
            for case, places in batch
        ]
        wanted = calculate(package, without)
        for number, (case, places) in enumerate(batch):
            assert found.get(f"P{number}", 0) == sum(wanted[number], Decimal(0)), (case, places)

    never_been()


def test_both_results_are_explained_side_by_side(package: RulePackage):
    tiers = (Tier(Decimal(0), Decimal("0.1")), Tier(Decimal(1000), Decimal("0.2")))
    deals = (Event(0, Decimal(1000)), Event(1, Decimal(1000)))
    case = Case(tiers, deals, window="quarter")
    package.fill(**with_cancellations([(case, (0,))], method="full"))
    package.calculate()
    ((text,),) = package.query(
        "select explain from sales_commission.sales_commission__postings "
        "where rule_id = 'P0/c/clawback' and line_no = 1"
    )
    steps = {step["what"]: step["rate"] for step in steps_of(read_derivation(text))}
    assert (steps["at original rate"], steps["counterfactual"]) == (100, 200)


def test_where_nothing_is_cancelled_nothing_is_walked_again(package: RulePackage):
    case = Case((Tier(Decimal(0), Decimal("0.1")),), (Event(0, Decimal(100)),), window="quarter")
    package.fill(**with_cancellations([(case, ())], method="counterfactual"))
    package.calculate()
    assert package.query("select count(*) from sales_commission.rewalk") == [(0,)]
    assert owed(package) == {"P0": Decimal(10)}
