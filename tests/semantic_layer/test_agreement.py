"""Cube says what the ledger says, to the last digit."""

from decimal import Decimal

import pytest

from semantic.agreement import differences
from semantic.client import SemanticClient
from semantic.snapshot import Snapshots
from tests.semantic_layer.asking import ask


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
    assert row["statements.owed"] == Decimal(BIG)


BIG = "123456789012345678.123456"


@pytest.mark.parametrize(
    ("operator", "value", "found"),
    [
        ("equals", BIG, 1),
        ("gt", "123456789012345678.123455", 1),
        ("gt", BIG, 0),
        ("lt", "123456789012345678.123457", 1),
        ("lte", "123456789012345678.123455", 0),
    ],
)
def test_a_filter_compares_every_digit(world, operator, value, found):
    event = {"member": "statements.event_id", "operator": "equals", "values": ["big"]}
    amount = {"member": "statements.owed", "operator": operator, "values": [value]}
    query = {"dimensions": ["statements.event_id"], "filters": [event, amount]}
    assert len(world.client("gerd").load(query).rows) == found


def test_graphql_gives_every_digit(world):
    query = '{ cube(where: {statements: {event_id: {equals: "big"}}}) { statements { owed } } }'
    answer = ask(world, world.token("gerd"), "graphql", query).json()
    assert answer["data"]["cube"] == [{"statements": {"owed": BIG}}]


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
