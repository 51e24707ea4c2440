"""The commands that show figures: status, statement, explain."""

import hashlib
from decimal import Decimal

LINE = hashlib.md5(b"ae/new_business/p1/e2|2|0", usedforsecurity=False).hexdigest()
EXPENSE = hashlib.md5(b"ae/new_business/p1/e2|1|0", usedforsecurity=False).hexdigest()


def test_status_by_month(perfos, published):
    content = perfos("status", "--json")
    assert content["company"] == "demo"
    assert content["is_newest"]
    january, february = content["periods"]
    assert january == {
        "period": "2025-01", "state": "closed", "events": 1, "credits": 1, "earnings": 1,
        "entries": 2, "owed": {"EUR": "2800.000000"},
    }  # fmt: skip
    assert february["owed"] == {"EUR": "6540.500000", "JPY": "6400.000000"}
    output = perfos("status")
    assert "2,800.00 EUR" in output
    assert "6,400 JPY" in output
    assert "2025-03" not in output


def test_statement_of_the_last_month_by_part_of_the_name(perfos):
    content = perfos("statement", "lovel", "--json")
    assert (content["payee_id"], content["period"]) == ("p1", "2025-02")
    assert content["periods"] == ["2025-01", "2025-02"]
    assert content["totals"] == {
        "EUR": {"earned": "6800.000000", "adjustments": "-300.000000", "total": "6500.000000"}
    }
    earned = next(line for line in content["lines"] if line["is_earned_now"])
    assert earned["entry_id"] == LINE
    assert (earned["deal_id"], earned["event_id"]) == ("d2", "e2")
    assert (earned["before"], earned["after"], earned["quota"]) == (
        "60000.0",
        "130000.0",
        "100000.0",
    )
    assert Decimal(earned["attainment_after"]) == Decimal("1.3")
    assert earned["rates"] == ["0.08", "0.12"]
    adjusted = next(line for line in content["lines"] if not line["is_earned_now"])
    assert (adjusted["period"], adjusted["kind"]) == ("2025-01", "adjustment")
    assert adjusted["amount"] == "-300.000000"


def test_statement_as_people_read_it(perfos):
    output = perfos("statement", "p1")
    earned, _, adjustments = output.partition("Adjustments")
    assert "60 % → 130 %" in earned
    assert "8 %, 12 %" in earned
    assert "6,800.00 EUR" in earned
    assert LINE[:10] in earned
    assert "2025-01" in adjustments
    assert "-300.00 EUR" in adjustments
    assert "6,500.00 EUR" in adjustments


def test_statement_on_a_narrow_screen(perfos, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = perfos("statement", "p1").splitlines()
    assert max(map(len, lines)) <= 80
    assert any(LINE[:10] in line and "d2 / e2" in line and "6,800.00 EUR" in line for line in lines)
    assert any("adjustment" in line for line in lines)


def test_statement_of_a_month_with_nothing(perfos):
    assert "months with lines: 2025-02" in perfos("statement", "p3", "2025-01")
    assert perfos("statement", "p3", "2025-01", "--json")["lines"] == []


def test_statement_needs_one_person(perfos):
    output = perfos("statement", "ada", code=5)
    assert "Ada Lovelace" in output
    assert "Ada Byron" in output
    assert "nobody" in perfos("statement", "nobody at all", code=5)
    assert "nobody" in perfos("statement", "' or 1=1 --", code=5)
    assert "YYYY-MM" in perfos("statement", "p1", "2025-13", code=2)


def test_explain_goes_back_to_the_record(perfos):
    output = perfos("explain", LINE[:8])
    times = "\N{MULTIPLICATION SIGN}"
    steps = (
        "6,800.00 EUR to Ada Lovelace for New business",
        "Rounding: -0.004, from 6,800.004 to 6,800.00 EUR",
        "Cap: nothing taken away",
        f"tier 2 (60,000 to 100,000): 40,000 {times} 8 % = 3,200",
        f"top-up of earlier credits, tier 3 (100,000 to 130,000): 30,000 {times} 12 % = 3,600.004",
        "Attainment: 60 % → 130 %",
        "quota of the window 100,000, position 60,000 → 130,000",
        "100 % of 77,000 USD",
        "USD 0.9090909091, EUR 1",
        "Event e2: booking on 2025-02-11, 77,000.00 USD",
        "Source: crm.deals, deals_2025.csv, row 3",
        "region: North",
    )
    places = [output.index(step) for step in steps]
    assert places == sorted(places)


def test_explain_by_every_name_of_a_line(perfos):
    by_id = perfos("explain", LINE, "--json")
    (line,) = by_id
    assert line["derivation"]["slices"][1]["amount"] == "3600.004"
    assert line["event"]["dims"] == {"stage": "Won", "region": "North"}
    assert line["entry"]["package_version"] == "1.0.0"
    assert perfos("explain", "e2", "--json") == by_id
    assert perfos("explain", "ae/new_business/p1/e2", "--json") == by_id
    (expense,) = perfos("explain", EXPENSE, "--json")
    assert expense["entry"]["account"] == "commission_expense"
    assert expense["posted"] == line["posted"]


def test_explain_shows_what_was_posted_before(perfos):
    output = perfos("explain", "e1")
    assert output.startswith("2,500.00 EUR to Ada Lovelace")
    assert "2,800.00 EUR in 2025-01 (original), entry" in output
    assert "→ -300.00 EUR in 2025-02 (adjustment, about 2025-01), entry" in output
    assert "from 2,500 to 2,500.00 EUR" in output


def test_a_line_is_explained_as_it_was_posted(perfos):
    """What was known later explains what was posted later."""
    (january,) = perfos("statement", "p1", "2025-01", "--json")["lines"]
    assert (january["credited"], january["amount"]) == ("60000.0", "2800.000000")
    february = perfos("statement", "p1", "2025-02", "--json")["lines"]
    assert february[0]["credited"] == "56250.0"
    (line,) = perfos("explain", january["entry_id"], "--json")
    assert line["derivation"]["amount"] == "2800.0"
    assert {entry["revision"] for entry in line["posted"]} == {0}
    assert perfos("explain", january["entry_id"]).startswith("2,800.00 EUR to Ada Lovelace")


def test_explain_of_nothing(perfos):
    for text in ("ffffffffff", "e99", "x' or '1'='1", "..", "abc"):
        assert "perfos statement" in perfos("explain", text, code=5)
