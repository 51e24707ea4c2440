"""When and in which order records arrive changes nothing."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import calculate, core_of
from tests.rules.reference.case import Case
from tests.rules.rule_package import RulePackage
from tests.rules.strategies import batches, cases
from tests.rules.test_properties import many

POSTINGS = "select * from sales_commission.sales_commission__postings order by posting_key, line_no"


def test_the_order_of_loading_changes_nothing(package: RulePackage):
    @batches
    @given(many(cases(), 60), st.integers(0, 9999))
    def shuffle(batch: list[Case], seed: int):
        rows = core_of(batch)
        package.fill(**rows)
        package.calculate()
        before = package.query(POSTINGS)
        for table in rows.values():
            Random(seed).shuffle(table)
        package.fill(**rows)
        package.calculate()
        assert package.query(POSTINGS) == before

    shuffle()


def test_an_event_that_goes_and_comes_back_changes_nothing(package: RulePackage):
    @batches
    @given(many(cases(), 40), st.integers(0, 9999))
    def come_back(batch: list[Case], seed: int):
        random = Random(seed)
        gone = []
        for case in batch:
            place = random.randrange(len(case.events))
            gone.append(replace(case, events=case.events[:place] + case.events[place + 1 :]))
        before = calculate(package, batch)
        assert [sum(paid) for paid in calculate(package, gone)] != [sum(paid) for paid in before]
        assert calculate(package, batch) == before

    come_back()
