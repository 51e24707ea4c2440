"""The scorecard in Cube and on its page: every KPI as it stands, for those who steer by it."""

import pytest

from semantic.dashboards.figures import finance, kpis
from semantic.dashboards.pages import kpis as page
from tests.semantic_layer.asking import pages_ask
from tests.semantic_layer.test_revops_pages import texts


@pytest.fixture
def asked(world, monkeypatch):
    """Have the page ask as an analyst."""
    pages_ask(world, monkeypatch, "frida", kpis, finance)


def test_the_page_tells_value_target_state_and_outlook(asked):
    told = [text for _, text in texts(page.page({}))]
    assert {"KPI 1", "25.0%", "30.0%", "40.0%", "on course", "heading for 45.0%"} <= {*told}
    assert {"€12,346", "€20,000", "unmeasured", "measured by hand"} <= {*told}
    counts = dict(texts(page.page({})))
    assert [counts[f"kpis-{state}"] for state in page.STATES] == ["1", "0", "1", "1"]


def test_an_objective_shows_its_key_results(asked):
    told = [text for _, text in texts(page.page({"objective": "Sell more"}))]
    assert "KPI 1" in told and "KPI 2" not in told


def test_the_way_of_a_kpi_is_its_periods_in_order(asked):
    (rows,) = kpis.history().values()
    assert [row["period"] for row in rows] == ["2026-01", "2026-02"]


def test_a_company_without_kpis_is_told_how_to_get_them(monkeypatch):
    monkeypatch.setattr(kpis, "load", lambda _: [])
    assert page.NONE in [text for _, text in texts(page.page({}))]


@pytest.mark.parametrize("who", ["r11", "m1"])
def test_a_seller_sees_no_scorecard(world, who):
    assert world.client(who).load({"dimensions": ["scorecard.kpi"]}).rows == []
