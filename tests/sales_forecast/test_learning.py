"""What is learned is what the library says, learned once, and explained by feature."""

import math
from datetime import date

from hypothesis import given, settings
from pytest import approx

from perfos.learning import learn
from perfos.learning.scorecard import INTERCEPT, train
from tests.package_session import Session
from tests.revops_metrics.deals import FEW, Deal, deals, told

TRAINING = "sales_forecast.training"
MODELS = "select learned_on, model_hash, data_hash, cases from control.learned_model order by all"
SCORED = """
select map_values(points), statistical_probability, intercept
from sales_forecast.forecast_deal
inner join sales_forecast.version using (as_of)
inner join (
    select learned_on, points::bigint as intercept
    from sales_forecast.model where feature = 'intercept'
) using (learned_on)
where points is not null
"""


@settings(FEW, max_examples=6)
@given(some=deals(most=30))
def test_a_probability_is_the_logistic_of_its_points(session: Session, some: list[Deal]):
    session.calculate(**told(some))
    for points, probability, intercept in session.query(SCORED):
        score = (sum(points) + intercept) / 1000
        assert float(probability) == approx(1 / (1 + math.exp(-score)), abs=1e-9)


def test_points_are_the_logarithm_of_the_odds_that_were_seen():
    features = [{"stage": "Talk"}, {"stage": "Talk"}, {"stage": "Offer"}, {"stage": "Offer"}]
    weights = train(features, [True, False, True, False], [2_000, 8_000, 6_000, 4_000])
    for stage, share in (("Talk", 0.2), ("Offer", 0.6)):
        score = (weights[INTERCEPT] + weights["stage", stage]) / 1000
        assert 1 / (1 + math.exp(-score)) == approx(share, abs=0.001)
    assert weights == train(features, [True, False, True, False], [2_000, 8_000, 6_000, 4_000])


def test_a_model_is_trained_anew_only_for_what_it_was_trained_from(session: Session):
    session.fill()
    session.connection.execute(f"""
        create or replace table {TRAINING} as
        select known_on::date as known_on, map {{'stage': stage}} as features,
            outcome, cases::bigint as cases
        from (values
            ('2026-03-31', 'Talk', true, 3), ('2026-03-31', 'Offer', false, 3),
            ('2026-06-30', 'Talk', false, 9)
        ) as t (known_on, stage, outcome, cases)
    """)
    assert learn(session.connection, "sales_forecast", TRAINING)
    before = session.query(MODELS)
    assert [(row[0], row[3]) for row in before] == [(date(2026, 3, 31), 6), (date(2026, 6, 30), 15)]
    assert not learn(session.connection, "sales_forecast", TRAINING)
    session.connection.execute(f"update {TRAINING} set cases = 8 where cases = 9")
    assert learn(session.connection, "sales_forecast", TRAINING)
    after = session.query(MODELS)
    assert after[0] == before[0]
    assert after[1][1:3] != before[1][1:3]
    session.connection.execute(f"delete from {TRAINING} where outcome")
    assert learn(session.connection, "sales_forecast", TRAINING)
    assert session.query("select count(*) from control.learned_weight") == [(0,)]
    assert len(session.query(MODELS)) == 2
