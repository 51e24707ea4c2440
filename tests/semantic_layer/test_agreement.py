"""Cube says what the ledger says, to the last digit."""

from decimal import Decimal

from semantic.agreement import differences
from semantic.client import SemanticClient
from semantic.snapshot import Snapshots


def test_every_additive_measure_agrees(world):
    with Snapshots(world.state).open() as snapshot:
        assert differences(world.client("gerd"), snapshot) == []


def test_what_floating_point_could_not_hold(world):
    (row,) = (
        world.client("gerd")
        .load(
            {
                "measures": ["statements.owed"],
                "filters": [
                    {"member": "statements.event_id", "operator": "equals", "values": ["big"]}
                ],
            }
        )
        .rows
    )
    assert row["statements.owed"] == Decimal("123456789012345678.123456")


def test_a_difference_is_found(world, monkeypatch):
    with Snapshots(world.state).open() as snapshot:
        load = SemanticClient.load

        def off_by_a_cent(self, query):
            result = load(self, query)
            for row in result.rows:
                if "ledger.debit" in row:
                    row["ledger.debit"] += Decimal("0.01")
            return result

        monkeypatch.setattr(SemanticClient, "load", off_by_a_cent)
        (found,) = differences(world.client("clara"), snapshot)
    assert found.measure == "ledger.debit"
    assert found.cube - found.snapshot == Decimal("0.01")
