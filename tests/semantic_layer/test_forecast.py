"""Forecasts in Cube and on their page: a version and a method, never a sum of several."""

from decimal import Decimal

import pytest

from semantic.dashboards.figures import finance, forecast, metrics
from semantic.dashboards.pages import forecast as page
from semantic.dashboards.words import money
from semantic.errors import QueryError
from tests.semantic_layer.asking import pages_ask
from tests.semantic_layer.test_revops_pages import texts


@pytest.fixture
def asked(world, monkeypatch):
    """Have the page ask as an analyst."""
    pages_ask(world, monkeypatch, "frida", forecast, finance, metrics)
    monkeypatch.setattr(forecast, "has_view", lambda _: True)


def test_the_last_version_by_method_category_risk_and_error(asked):
    told = [text for _, text in texts(page.page({}))]
    found = dict(texts(page.page({})))
    rows = {row["method"]: row for row in forecast.by_method("2026-02-28")}
    blend = rows["blend"]["amount"]
    assert blend == 160 * (rows["blend"]["closed_amount"] / 100)
    quota = forecast.target("2026-01")
    assert found["gap"] == money(blend - quota, "EUR", is_whole=True)
    assert rows["bottom_up"]["open_amount"] == 2 * rows["blend"]["open_amount"]
    assert found["blend-0"] == f"€{blend:,.0f}"
    assert {"Blend", "Bottom up", "Statistical", "Commit", "overdue, quiet", "€300"} <= {*told}
    assert {"10.0%", "25.0%", "20.0%"} <= {*told}, "errors of the company, not of teams"


def test_an_earlier_version_is_chosen_by_its_month(asked):
    told = [text for _, text in texts(page.page({"month": "2026-01"}))]
    assert "As it was known on 2026-01-31" in told and "No quarter is over yet." not in told
    assert list(forecast.versions()) == ["2026-02", "2026-01"]
    assert forecast.at_risk("2026-01-31") == []


def test_a_company_without_forecasts_is_told_how_to_get_them(monkeypatch):
    monkeypatch.setattr(forecast, "has_view", lambda _: False)
    assert page.NONE in [text for _, text in texts(page.page({}))]


def test_versions_methods_and_levels_are_never_added(world):
    client = world.client("gerd")
    with pytest.raises(QueryError, match="group or filter by version, method, model"):
        client.load({"measures": ["forecasts.amount"]})
    by = {"measures": ["forecasts.amount"], "dimensions": ["forecasts.version", "forecasts.method"]}
    assert len(client.load(by).rows) == 6
    with pytest.raises(QueryError, match="group or filter by level"):
        client.load({"measures": ["forecast_scores.forecast_amount"]})
    by = {"measures": ["forecast_scores.bias"], "dimensions": ["forecast_scores.level"]}
    rows = client.load(by).rows
    bias = {row["forecast_scores.level"]: row["forecast_scores.bias"] for row in rows}
    assert bias["team"] == Decimal("-0.1")


def test_a_rep_sees_forecasts_of_the_rep_and_no_scores(world):
    client = world.client("r11")
    rows = client.load({"dimensions": ["forecasts.person_id"]}).rows
    assert {row["forecasts.person_id"] for row in rows} <= {"r11"}
    assert client.load({"dimensions": ["forecast_scores.method"]}).rows == []
