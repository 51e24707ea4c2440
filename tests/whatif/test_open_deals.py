"""`perfos whatif --open`: what there is to win in the open deals."""

from datetime import UTC, datetime

import pytest

pytestmark = pytest.mark.slow


def test_what_the_open_deals_would_pay(ask):
    answer = ask("ann", "--open", "--json")
    # Both lie in a quarter of their own: 100,000 at 5 % and 20,000 at 10 %.
    assert answer["earns"] == {"EUR": "7000.000000"}
    assert [(one["period"], one["earns"]) for one in answer["months"]] == [
        ("2030-01", "3000.000000"),
        ("2030-02", "4000.000000"),
    ]
    assert [one["event_id"] for one in answer["deals"]] == ["O1", "O2"]
    assert all(one["has_plan"] for one in answer["deals"])


def test_an_open_deal_whose_day_is_over_closes_today(ask):
    answer = ask("bob", "--open", "--json")
    today = datetime.now(UTC).date().isoformat()
    assert [(one["event_id"], one["closes"]) for one in answer["deals"]] == [("O3", today)]
    assert answer["earns"] == {"EUR": "100.000000"}
    told = ask("bob", "--open")
    assert "If every open deal closes on its day, Bob Baker earns 100.00 EUR by it" in told
    assert "Deal O3" in told
