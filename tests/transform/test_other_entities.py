"""What else becomes of the records: sums, customers, splits, plans, in the real models."""

from datetime import date
from decimal import Decimal

import pytest

from tests.transform.conftest import Built
from tests.transform.records import DEALS, ROWS, SPLITS


@pytest.fixture(scope="module")
def built(build) -> Built:
    return build(ROWS)


def test_nothing_is_lost_by_count_or_amount(built):
    balance = built.ask(
        "select entity, rows_raw, rows_excluded, rows_conformed, rows_quarantined, is_balanced,"
        " total_raw - total_excluded from quality.reconciliation where source_system <> 'company'"
        " order by mapping_no"
    )
    good = [row for row in DEALS if row.get("order", "Won") != "Lost"]
    kept = sum(Decimal(row.get("close_value") or 0) for row in good)
    assert balance[0] == ("event", 25, 3, 4, 18, True, kept)
    # Twenty-five deals repeat one customer; the broken record may be another one.
    assert balance[1] == ("customer", 25, 23, 1, 1, True, 0)
    assert balance[2] == ("credit_split", 8, 0, 3, 5, True, sum(s["share"] for s in SPLITS))
    assert balance[3] == ("fx_rate", 3, 0, 2, 1, True, Decimal("160.1"))


def test_a_customer_repeated_in_every_deal_is_one_customer(built):
    customers = built.ask("select customer_id, name, dims, source_row from core.customer")
    assert customers == [("Acme", "Acme Ltd", None, 2)]


def test_splits_default_to_revenue_and_shares_stay_within_one(built):
    assert built.ask(
        "select deal_id, payee_id, share, split_kind from core.credit_split order by all"
    ) == [
        ("good", "ann", Decimal("0.5"), "revenue"),
        ("good", "ann", Decimal(1), "overlay"),
        ("good", "bob", Decimal("0.5"), "revenue"),
    ]
    assert built.ask(
        "select reason, count(*) from quality.quarantine where entity = 'credit_split'"
        " group by all order by all"
    ) == [
        ("duplicate_key", 2),
        ("share_out_of_range", 1),
        ("unknown_payee_id", 1),
        ("unknown_split_kind", 1),
    ]


def test_other_columns_travel_along_and_plans_can_name_them(built):
    [(dims,)] = built.ask("select dims from core.event where event_id = 'good'")
    assert dims == {"product_family": "Hardware", "note": 'a "b"'}
    counted = built.ask(
        "select plan_id, component_id, event_id, measured from core.component_event"
    )
    assert counted == [("account_executive", "hardware", "good", Decimal(50))]


def test_a_payee_is_on_the_plan_while_employed(built):
    [plan] = built.ask("select * from core.payee_plan")
    assert plan == ("account_executive", "bob", date(2026, 1, 1), date(2026, 7, 1))
