"""Bottom-up and weighted forecasts are what another way of reckoning says, to the cent."""

from hypothesis import given
from pytest import approx

from tests.package_session import Session
from tests.revops_metrics.deals import FEW, Deal, deals, told
from tests.sales_forecast.reckoned import Reckoned


@FEW
@given(some=deals(most=40))
def test_forecasts_are_reckoned_from_the_past_alone(session: Session, some: list[Deal]):
    session.calculate(**told(some))
    found = {
        (as_of, 4 * int(quarter[:4]) + int(quarter[-1]) - 1, method, person): float(amount)
        for as_of, quarter, method, person, amount in session.rows(
            "forecast", ("as_of", "quarter", "method", "person_id", "amount")
        )
        if method in ("bottom_up", "weighted", "weighted_fixed")
    }
    wanted = {key: float(amount) for key, amount in Reckoned(some).forecasts()}
    assert found.keys() == wanted.keys()
    assert found == {key: approx(amount, rel=1e-6, abs=0.03) for key, amount in wanted.items()}
