"""What is wrong in the CRM, as Cube tells it: everybody sees their own."""

from decimal import Decimal

import pytest

TEAM = {f"r1{number}" for number in range(1, 5)}
ALL = {None, *TEAM, *(f"r2{number}" for number in range(1, 5))}


@pytest.mark.parametrize(
    ("who", "seen"),
    [("r11", {"r11"}), ("m1", TEAM), ("frida", ALL), ("olga", ALL), ("clara", ALL), ("gerd", ALL)],
)
def test_findings_are_seen_by_their_owner_managers_and_operations(world, who, seen):
    rows = world.client(who).load({"dimensions": ["hygiene.owner_id", "hygiene.name"]}).rows
    assert {row["hygiene.owner_id"] for row in rows} == seen


def test_a_deal_counts_once_and_its_amount_in_each_check(world):
    measures = [f"hygiene.{name}" for name in ("findings", "subjects", "amount", "longest_days")]
    (row,) = world.client("r11").load({"measures": measures}).rows
    assert [row[name] for name in measures] == [2, 2, Decimal("200.02"), 27]
    by = {"measures": measures, "dimensions": ["hygiene.check_title", "hygiene.severity"]}
    rows = world.client("frida").load(by).rows
    amounts = {row["hygiene.check_title"]: row["hygiene.amount"] for row in rows}
    assert amounts == {"Stale deal": Decimal("850.08"), "Duplicate account": Decimal("100.01")}
