"""`perfos whatif --expected`: open deals count by their probability, for everybody at once."""

import duckdb
import pytest

from perfos.company import load_company
from perfos.whatif import expected
from writeback.expected import commission

pytestmark = pytest.mark.slow
FORECAST = """
copy (
    select as_of::date as as_of, opportunity_id,
        statistical::decimal(28, 10) as statistical_probability,
        stage::decimal(28, 10) as stage_probability,
        0.99::decimal(28, 10) as fixed_probability
    from (
        values
        ('2026-02-28', 'O1', 0.5, 0.9), ('2026-02-28', 'O2', 0.25, 0.9),
        ('2026-02-28', 'O3', null, 0.1), ('2026-01-31', 'O1', 1.0, 1.0)
    ) as t (as_of, opportunity_id, statistical, stage)
) to '{file}'
"""


@pytest.fixture
def forecast(tmp_path, monkeypatch):
    """Have the last forecast know three deals."""
    file = tmp_path / "forecast_deal.parquet"
    duckdb.connect().execute(FORECAST.format(file=file))
    monkeypatch.setattr(expected, "forecast_of", lambda _: file)


def test_each_deal_counts_by_its_probability_in_the_last_forecast(ask, forecast):
    answer = ask("--expected", "--json")
    assert answer["as_of"] == "2026-02-28"
    # 60,000 x 0.5, 60,000 x 0.25, and 2,000 x 0.1 of the stage, where no model says anything.
    assert answer["deals"] == [
        {"currency": "EUR", "deals": 3, "worth": "122000.000000", "expected": "45200.000000"}
    ]
    by_payee = {}
    for one in answer["months"]:
        by_payee.setdefault(one["payee_id"], []).append(one["expects"])
    # Ann stays below the tier of 100,000 in that quarter: 5 % of both.
    assert by_payee == {"ann": ["1500.000000", "750.000000"], "bob": ["10.000000"]}
    told = ask("--expected")
    assert "3 open deals over 122,000.00 EUR: 45,200.00 EUR is expected of them" in told
    assert "by the forecast of 2026-02-28" in told


def test_one_payee_is_told_of_the_own_months(ask, forecast):
    answer = ask("Bob Baker", "--expected", "--json")
    assert {one["payee_id"] for one in answer["months"]} == {"bob"}


def test_without_a_forecast_it_says_what_is_missing(ask):
    assert "add the rule package sales_forecast" in ask("--expected", code=5)


def test_writing_back_is_told_the_same(company, forecast, monkeypatch):
    folder, home = company
    monkeypatch.setenv("PERFOS_HOME", str(home))
    found = commission(load_company(folder))
    rows = duckdb.sql("select event_id, sum(amount) from found group by all order by all")
    assert rows.fetchall() == [("O1", 1500), ("O2", 750), ("O3", 10)]
    assert set(found["currency"].to_pylist()) == {"EUR"}
