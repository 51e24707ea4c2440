"""`perfos whatif`: the real models answer, and neither ledger nor snapshot moves."""

import hashlib
import json
from pathlib import Path

import pytest

from perfos.paths import State

pytestmark = pytest.mark.slow
PLAN = Path("plans/seller.yml")


def digests(home):
    """Return what the warehouse and the published files hold."""
    state = State(home / "small")
    files = [state.warehouse, *sorted(state.published.rglob("*.parquet"))]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_deal_is_paid_from_where_attainment_stands(ask, company):
    before = digests(company[1])
    answer = ask("ann", "--amount", 30000, "--close", "2026-03-20", "--json")
    assert digests(company[1]) == before
    # 90,000 of the quarter's 100,000 at 5 % are reached: 10,000 at 5 % and 20,000 at 10 %.
    assert answer["earns"] == {"EUR": "2500.000000"}
    (line,) = answer["lines"]
    explain = json.loads(line["explain"])
    assert (explain["before"], explain["after"]) == (90000, 120000)
    assert [part["base"] for part in explain["slices"]] == [10000, 20000]
    assert not (State(company[1] / "small").folder / "whatif" / "warehouse.duckdb").exists()


def test_a_deal_before_others_moves_them(ask):
    answer = ask("ann", "--amount", 30000, "--close", "2026-02-01", "--json")
    # The deal lies at 60,000 to 90,000; the one of 10 February moves to 90,000 to 120,000.
    amounts = {line["event_id"]: line["expense"] for line in answer["lines"]}
    assert amounts == {"whatif": "1500.000000", "D2": "1000.000000"}
    assert answer["earns"] == {"EUR": "2500.000000"}


def test_how_much_earns_an_amount(ask):
    answer = ask("ann", "--earn", 4000, "--close", "2026-03-20", "--json")
    # 10,000 at 5 % are 500; 3,500 more need 35,000 at 10 %.
    assert (answer["amount"], answer["earns"]) == ("45000.00", {"EUR": "4000.000000"})


def test_a_changed_plan_over_the_past(ask, company, tmp_path):
    before = digests(company[1])
    changed = tmp_path / "seller.yml"
    changed.write_text((company[0] / PLAN).read_text().replace("rate: 0.05", "rate: 0.06"))
    answer = ask("--plan", changed, "--period", "2026-01", "--json")
    found = {row["payee_id"]: (row["before"], row["after"]) for row in answer["payees"]}
    assert found == {
        "ann": ("3000.000000", "3600.000000"),
        "bob": ("50.000000", "60.000000"),
    }
    assert answer["totals"]["EUR"] == ["3050.000000", "3660.000000", "610.000000"]
    assert digests(company[1]) == before


def test_what_cannot_be_answered(ask, tmp_path):
    assert "write YYYY-MM-DD" in ask("ann", "--amount", 1, "--close", "20.12.2026", code=2)
    assert "takes a number" in ask("ann", "--amount", "1e99", code=2)
    assert "NAME=VALUE" in ask("ann", "--amount", 1, "--dim", "stage", code=2)
    assert "nobody is called" in ask("zoe", "--amount", 1, code=5)
    assert "ask either" in ask("ann", code=2)
    assert "ask either" in ask("ann", "--amount", 1, "--earn", 1, code=2)
    assert "ask either" in ask("ann", "--amount", 1, "--open", code=2)
    broken = tmp_path / "seller.yml"
    broken.write_text("plan: seller\n")
    assert "this key is needed" in ask("--plan", broken, code=3)
    told = ask("ann", "--amount", 1000, "--dim", "kind=invoice", "--close", "2026-12-01")
    assert "seller / sales credits booking" in told
    assert "no rate of exchange" in ask("ann", "--amount", 1000, "--currency", "USD", code=5)
