"""From raw records to core and quarantine: every kind of record, through the real models."""

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.transform.conftest import Built, deal, problem

DAY = date(2026, 3, 1)
DEALS = [
    deal("good", _dims='{"product_family": "Hardware", "note": "a \\"b\\""}'),
    deal(" trimmed ", currency="usd", seats="2,5"),
    deal("lost", order="Lost"),
    deal("nothing", 0),
    # The door found something wrong.
    deal("bad_date", close_date=None, _problems=problem("unreadable_date", "close_date", "31/02")),
    deal("bad_other", _problems=problem("unreadable_date", "not_mapped")),
    {"_problems": problem("structure", found="x;y;z")},
    # Whether it was won nobody knows: it must not vanish. A lost one may.
    deal("unjudged", order=None, _problems=problem("unreadable_text", "order")),
    deal("lost_bad", order="Lost", _problems=problem("unreadable_date", "close_date")),
    # What the record alone shows.
    deal(None),
    deal("  "),
    deal("no_date", close_date=None),
    deal("no_amount", None),
    deal("no_currency", currency=None),
    deal("bad_seats", seats="many"),
    # What only the other records show.
    deal("unknown_owner", owner="zed"),
    deal("unknown_currency", currency="ZZZ"),
    deal("no_rate", currency="JPY"),
    deal("too_much", Decimal("10000000.01")),
    deal("overflow", 9 * 10**21, currency="USD"),
    deal("too_late", close_date=date(2036, 1, 1)),
    deal("copied", _hash="same"),
    deal("copied", _hash="same"),
    deal("contradicted", 1),
    deal("contradicted", 2),
]
SPLITS = [
    {"deal_id": "good", "payee": "bob", "share": Decimal("0.5")},
    {"deal_id": "good", "payee": "ann", "share": Decimal("0.5"), "kind": ""},
    {"deal_id": "good", "payee": "ann", "share": Decimal(1), "kind": "overlay"},
    {"deal_id": "good", "payee": "zed", "share": Decimal("0.5")},
    {"deal_id": "good", "payee": "bob", "share": Decimal(50), "kind": "overlay"},
    {"deal_id": "trimmed", "payee": "bob", "share": Decimal(1), "kind": "gift"},
    # The default and the word itself are one key.
    {"deal_id": "trimmed", "payee": "ann", "share": Decimal(1)},
    {"deal_id": "trimmed", "payee": "ann", "share": Decimal(1), "kind": "revenue"},
]
RATES = [
    {"quote": "USD", "day": date(2026, 2, 25), "rate": Decimal("1.1")},
    {"quote": "JPY", "day": date(2026, 2, 21), "rate": Decimal("160")},
    {"quote": "GBP", "day": date(2026, 2, 25), "rate": Decimal("-1")},
]


@pytest.fixture(scope="module")
def built(build) -> Built:
    return build({"crm__deals": DEALS, "crm__splits": SPLITS, "erp__rates": RATES})


def test_usable_events_reach_the_core(built):
    events = built.ask(
        "select event_id, occurred_on, period, amount, currency, amount_reporting, quantity,"
        " margin, deal_id, territory_id, source_id, source_file, source_row"
        " from core.event order by event_id"
    )
    # A jinja-like text of a mapping arrives as it was written.
    hostile = "{{ 1 / 0 }} {% endraw %} it's"
    usual = (DAY, "2026-03", Decimal(100), "EUR", Decimal(100), None, Decimal(25))
    file = "crm__deals.csv"
    assert events == [
        ("bad_other", *usual, "bad_other", hostile, "bad_other", file, 7),
        ("copied", *usual, "copied", hostile, "copied", file, 23),
        ("good", *usual, "good", hostile, "good", file, 2),
        (
            "trimmed",
            DAY,
            "2026-03",
            Decimal(100),
            "USD",
            # 100 / 1.1, from a rate of 0.9090909091
            Decimal("90.909091"),
            Decimal("2.5"),
            Decimal(25),
            "trimmed",
            hostile,
            "trimmed",
            file,
            3,
        ),
    ]


def test_every_other_event_is_in_quarantine_with_its_reasons(built):
    found = built.ask(
        "select source_row, list_transform(problems, lambda p: p.reason) from quality.quarantine"
        " where entity = 'event' order by source_row"
    )
    assert found == [
        (6, ["unreadable_date"]),
        (8, ["structure"]),
        (9, ["unreadable_text"]),
        (11, ["missing_event_id"]),
        (12, ["missing_event_id"]),
        (13, ["missing_occurred_on"]),
        (14, ["missing_amount"]),
        (15, ["missing_currency"]),
        (16, ["unreadable_number"]),
        (17, ["unknown_owner_id"]),
        (18, ["unknown_currency"]),
        (19, ["missing_rate"]),
        (20, ["amount_out_of_range"]),
        (21, ["amount_out_of_range"]),
        (22, ["date_out_of_range"]),
        (24, ["exact_copy"]),
        (25, ["duplicate_key"]),
        (26, ["duplicate_key"]),
    ]


def test_quarantine_says_what_was_found_where_and_what_to_do(built):
    columns = "source_system, source_table, source_file, source_id, reason, problems, amount"
    [(*head, advice, record)] = built.ask(
        f"select {columns}, advice, record from quality.quarantine"
        " where entity = 'event' and reason = 'missing_rate'"
    )
    wrong = [{"field": "currency", "found": "JPY/EUR 2026-03-01", "reason": "missing_rate"}]
    place = ["crm", "deals", "crm__deals.csv", "no_rate"]
    assert head == [*place, "missing_rate", wrong, Decimal(100)]
    assert "fx.max_age_days" in advice
    assert json.loads(record)["owner_id"] == "bob"
    [(line,)] = built.ask(
        "select problems[1].found from quality.quarantine where reason = 'structure'"
        " and entity = 'event'"
    )
    assert line == "x;y;z"


def test_every_reason_has_advice_of_its_own(built):
    [(without,)] = built.ask("select count(*) from quality.quarantine where advice is null")
    assert without == 0


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
    counted = built.ask("select * from core.component_event")
    assert counted == [("account_executive", "hardware", "good", Decimal(50))]


def test_a_payee_is_on_the_plan_while_employed(built):
    [plan] = built.ask("select * from core.payee_plan")
    assert plan == ("account_executive", "bob", date(2026, 1, 1), date(2026, 7, 1))
