"""Rates and what comes after them, as they reach the schema `control` and the events."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from perfos.company.plan.curve_rows import curve_rows
from perfos.company.plan.event_rates import event_formulas
from perfos.company.plan.rate_rows import matrix_rows, modifier_rows, tier_rows
from tests.company.test_rates import BY_BOTH, CURVE, FLAT, GRID, OTHER, STEPS, TIERS, plan


def test_closed_tiers_leave_gaps_that_pay_nothing():
    tiers = [{"from": "1", "to": "5", "rate": "0.1"}, {"from": "5", "to": "7", "rate": "0.2"}]
    given = plan({"rate": {"kind": "retroactive", "bounds": "closed", "tiers": tiers}})
    found = [
        (row["lower"], row["upper"], row["rate"], row["is_open"])
        for row in tier_rows(given, given.components[0])
    ]
    assert found == [
        (0, 1, 0, False),
        (1, 5, Decimal("0.1"), False),
        (5, 7, Decimal("0.2"), True),
        (7, None, 0, True),
    ]


def test_payouts_and_matrices_over_components_have_no_rate_of_their_own():
    given = plan({"rate": STEPS}, {"rate": CURVE}, {"rate": BY_BOTH})
    assert not [row for one in given.components[:3] for row in tier_rows(given, one)]
    assert [(row["column_lower"], row["rate"]) for row in matrix_rows(given)] == [(None, 1), (1, 2)]


@pytest.mark.parametrize(
    ("rate", "stretches"),
    [
        (STEPS, [(None, Decimal("0.5"), 0, 0), (Decimal("0.5"), 1, 1, 0), (1, None, 3, 0)]),
        (CURVE, [(None, 0, 0, 0), (0, 2, 0, 1), (2, None, 1, 0)]),
        (CURVE | {"beyond": "linear"}, [(None, 0, 0, 0), (0, 2, 0, 1), (2, None, 1, 1)]),
        (
            {"kind": "marginal", "by": "tenure", "tiers": TIERS},
            [(None, 0, Decimal("0.1"), 0), (0, 5, Decimal("0.1"), 0), (5, None, Decimal("0.2"), 0)],
        ),
        (FLAT, []),
    ],
)
def test_a_payout_is_made_of_straight_lines(rate: dict[str, Any], stretches: list[Any]):
    rows = curve_rows(plan({"rate": rate}))
    names = ("lower", "upper", "value", "rise")
    assert [tuple(row[name] for name in names) for row in rows] == stretches


@pytest.mark.parametrize(
    ("more", "window"),
    [
        ({"window": "quarter", "gate": OTHER | {"from": "1"}}, "quarter"),
        ({"window": "event", "gate": OTHER | {"from": "1"}}, "month"),
        ({"cap": {"per": "year", "amount": "1"}}, "month"),
        ({"cap": {"per": "period", "amount": "1", "excess": "carried"}}, "month"),
        ({"cap": {"per": "period", "amount": "1"}}, None),
        ({"minimum": {"per": "event", "amount": "1"}}, None),
        ({"window": "event", "minimum": {"per": "period", "amount": "1"}}, "month"),
    ],
)
def test_the_end_of_a_month_is_looked_at_where_it_has_to_be(more: dict[str, Any], window: str):
    (row,) = modifier_rows(plan({"rate": FLAT} | more))
    assert row["month_window"] == window


@pytest.mark.parametrize(
    ("bounds", "amount", "quantity", "rate"),
    [
        ("lower", 10, 5, 4),
        ("upper", 10, 5, 1),
        ("upper", "10.01", 5, 3),
        ("lower", -1, 99, 2),
        ("lower", None, 5, None),
    ],
)
def test_a_matrix_finds_its_cell(bounds: str, amount: Any, quantity: Any, rate: Any):
    sql = event_formulas(plan({"rate": GRID | {"bounds": bounds}}).components[0])["rate"]
    columns = "cast(? as decimal(28, 6)) as amount, cast(? as decimal(28, 6)) as quantity"
    found = duckdb.execute(f"select {sql} from (select {columns})", [amount, quantity]).fetchall()
    assert found == [(rate,)]
