"""What holds for every plan, whatever its figures are."""

import json
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import calculate, earned
from tests.rules.reference.case import Case, Event
from tests.rules.rule_package import RulePackage
from tests.rules.strategies import batches, cases, events, tiers

CENT = Decimal("0.01")
POSTED = "select amount, explain from sales_commission.sales_commission__postings where line_no = 1"


@st.composite
def plans(draw: st.DrawFn, style: str, with_returns: bool = True) -> Case:
    """Return a case in which amounts move the payee through the tiers of a quarter."""
    return Case(
        tiers=draw(tiers("amount", styles=(style,))),
        events=draw(events("quarter", with_returns)),
    )


def many(of: st.SearchStrategy[Case], count: int) -> st.SearchStrategy[list[Case]]:
    """Return batches of different cases."""
    return st.lists(of, min_size=count, max_size=count, unique=True)


def test_a_marginal_total_rises_without_a_jump(package: RulePackage):
    """One cent more of sales pays between nothing and a cent times the highest rate more."""

    @batches
    @given(many(plans("marginal"), 12))
    def rise(batch: list[Case]):
        ladder = []
        for case in batch:
            bounds = [tier.lower for tier in case.tiers]
            steps = sorted({bound + n * CENT for bound in bounds for n in (-1, 0, 1, 2)})
            ladder += [replace(case, events=(Event(0, step),)) for step in steps if step]
        totals = earned(package, ladder)
        for (low, paid_low), (high, paid_high) in pairwise(zip(ladder, totals, strict=True)):
            if low.tiers == high.tiers:
                more = high.events[0].amount - low.events[0].amount
                assert 0 <= paid_high - paid_low <= more * max(t.rate for t in low.tiers), high

    rise()


def test_a_retroactive_total_depends_on_the_final_position_alone(package: RulePackage):
    @batches
    @given(many(plans("retroactive"), 30))
    def depend(batch: list[Case]):
        sums = [sum(event.amount for event in case.events) for case in batch]
        backwards = [replace(case, events=case.events[::-1]) for case in batch]
        at_once = [
            replace(case, events=(Event(0, total),))
            for case, total in zip(batch, sums, strict=True)
        ]
        totals = earned(package, [*batch, *(_dated(case) for case in backwards), *at_once])
        count = len(batch)
        assert totals[:count] == totals[count : 2 * count] == totals[2 * count :]

    depend()


def _dated(case: Case) -> Case:
    """Return the case with the days in order again, so that events happen as they stand."""
    days = sorted(event.day for event in case.events)
    pairs = zip(case.events, days, strict=True)
    return replace(case, events=tuple(replace(event, day=day) for event, day in pairs))


def test_a_marginal_event_in_two_parts_of_one_day_pays_the_same(package: RulePackage):
    @batches
    @given(many(plans("marginal"), 30), st.integers(1, 99))
    def split(batch: list[Case], percent: int):
        halves = []
        for case in batch:
            first, *others = case.events
            part = (first.amount * percent / 100).quantize(CENT)
            parts = replace(first, amount=part), replace(first, amount=first.amount - part)
            halves.append(replace(case, events=(*parts, *others)))
        totals = earned(package, [*batch, *halves])
        assert totals[: len(batch)] == totals[len(batch) :]

    split()


def test_slices_add_up_to_the_whole(package: RulePackage):
    @batches
    @given(many(cases(), 60))
    def add_up(batch: list[Case]):
        calculate(package, batch)
        wrong = package.query(
            """
            select posting_key, posting.amount, sum(slice.amount) as slices
            from sales_commission.sales_commission__postings as posting
            inner join sales_commission.earning_slice as slice
                on posting.source_id = slice.event_id and posting.party_id = slice.payee_id
            where posting.line_no = 1
            group by posting_key, posting.amount
            having sum(slice.amount) <> posting.amount
            """
        )
        assert not wrong

    add_up()


def test_every_amount_can_be_worked_out_again_from_its_explanation(package: RulePackage):
    @batches
    @given(many(cases(), 60))
    def explain(batch: list[Case]):
        calculate(package, batch)
        for amount, text in package.query(POSTED):
            found = json.loads(text, parse_float=Decimal)
            slices = found["slices"]
            assert all(part["base"] * part["rate"] == part["amount"] for part in slices)
            exact = sum(part["amount"] for part in slices) + found["cap"]
            assert found["amount"] == amount
            assert abs(exact - amount) <= Decimal("0.005")

    explain()
