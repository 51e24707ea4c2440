"""The SQL and a plain Python recomputation agree to the cent, on plans that nobody thought of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import calculate
from tests.rules.reference.case import Case
from tests.rules.reference.case_pay import pay
from tests.rules.rule_package import RulePackage
from tests.rules.strategies import batches, cases


@pytest.mark.parametrize(
    ("stage", "mode"), [("event", "half_up"), ("event", "half_even"), ("window", "half_even")]
)
def test_sql_agrees_with_plain_python(package: RulePackage, stage: str, mode: str):
    @batches
    @given(st.lists(cases(), min_size=80, max_size=80, unique=True))
    def agree(batch: list[Case]):
        paid = calculate(package, batch, stage, mode)
        wrong = [
            (case, found, wanted)
            for case, found in zip(batch, paid, strict=True)
            if found != (wanted := pay(case, stage, mode))
        ]
        assert not wrong, f"{len(wrong)} of {len(batch)} cases, the first of them:\n{wrong[0]}"

    agree()
