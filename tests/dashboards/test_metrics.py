"""Revenue operations read a metric and go on to what it means; a manager reads the team's."""

import pytest

from semantic.dashboards.words import percent
from tests.dashboards.visit import DEVICES

pytestmark = pytest.mark.slow
PARTS = """
    select sum(won_deals), sum(lost_deals)
    from revops_metrics.metric_part
    where period = '2026-02' and source = 'deals'
"""


@DEVICES
def test_a_metric_leads_to_what_it_means(world, sign_in, is_phone):
    ((won, lost),) = world.ask(PARTS)
    assert (won, lost) == (1, 1)
    page = sign_in("analyst", "/revops?month=2026-02", is_phone=is_phone)
    assert page.inner_text("#win_rate") == percent(won / (won + lost), 1)
    page.get_by_role("link", name="Win rate").first.click()
    page.get_by_role("heading", name="What it means").wait_for()
    told = page.inner_text("#page")
    assert "won_deals / (won_deals + lost_deals)" in told
    assert "February 2026" in told
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]


def test_a_payee_has_no_tab_for_it(sign_in):
    page = sign_in("ada", "/revops")
    assert page.inner_text("#page h1") == "There is nothing here"
