"""Derivations of what is moved, not earned: releases and draws."""

from decimal import Decimal

from perfos.cli.derivation import read_derivation
from perfos.cli.explain_tree import tree
from perfos.cli.output import console
from perfos.statement.words import steps_of

RELEASE = (
    '{"earned": 1000, "parts": [{"part": 2, "share": 0.5, "released": 5000, "of": 10000, '
    '"amount": 250}], "released_before": 500, "released_after": 750, "amount": 250}'
)
ENTRY = {
    "payee": "Ada",
    "party_id": "p1",
    "component": "Sales",
    "reason": "release",
    "currency": "EUR",
    "rate_unit": "share",
    "account": "commission_payable",
    "amount": Decimal(-250),
    "transaction_id": "t",
    "posting_period": "2026-02",
    "period": "2026-02",
    "kind": "original",
    "entry_id": "e",
    "package": "sales_commission",
    "package_version": "1.0.0",
    "run_id": "r",
    "source_system": "company",
    "source_table": "plan",
    "source_id": "seller",
}


def test_a_release_names_its_parts_and_what_has_come_in():
    steps = list(steps_of(read_derivation(RELEASE)))
    assert ("part 2, a share of 0.5: 5,000 of 10,000", 250) in [
        (step["what"], step["amount"]) for step in steps
    ]
    assert ("earned", 1000) in [(step["what"], step["rate"]) for step in steps]


def test_what_no_event_brought_about_is_explained_by_the_plan():
    line = {
        "posting_key": "seller/sales/p1/e1/release/2026-02-10",
        "entry": ENTRY,
        "posted": [ENTRY],
        "derivation": read_derivation(RELEASE),
        "event": None,
        "record": None,
    }
    out = console()
    with out.capture() as captured:
        out.print(tree(line, {"EUR": 2}))
    text = captured.get()
    assert text.startswith("250.00 EUR to Ada for Sales, release")
    assert "released before: 500" in text
    assert "Rounding" not in text
    assert "No event brought it about, but the plan seller" in text
