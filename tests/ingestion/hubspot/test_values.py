"""Values and names: exact amounts, custom objects, and what HubSpot does not have."""

from decimal import Decimal

import pytest

from ingestion.errors import LoadError
from tests.ingestion.hubspot.asked import account


@pytest.mark.parametrize("type_", ["p123_cars", "2-345"])
def test_custom_objects_and_contacts(asked, type_):
    asked.portal.declare(type_, "plate")
    asked.portal.create(type_, plate="B-MW 1")
    assert asked.read(type_)[0][0]["plate"] == "B-MW 1"
    asked.portal.create("contacts", email="ada@example.com")
    rows, watermark = asked.read("contacts", "email")
    asked.portal.tick()
    asked.portal.update("contacts", rows[0]["id"], email="ada@example.org")
    assert asked.read("contacts", "email", since=watermark)[0][0]["email"] == "ada@example.org"


@pytest.mark.parametrize("letters", [1, 40])
def test_any_number_of_properties_fits_into_a_request(asked, letters):
    most = 2400 // (letters + 7)  # As JSON: three digits, quotes, comma and blank.
    for many in (most - 10, most - 5, most, 3 * most):
        names = [f"{'p' * letters}{number:03}" for number in range(many)]
        asked.portal.declare("companies", *names)
        id_ = asked.portal.create("companies", **dict.fromkeys(names, "x"))
        _, watermark = asked.read("companies")
        row = asked.read("companies", since=watermark)[0][0]
        assert (row["id"], [row[name] for name in names]) == (id_, ["x"] * many)


def test_a_property_with_a_name_of_ours_keeps_its_value(asked):
    asked.portal.declare("companies", "created_at", "archived")
    asked.portal.create("companies", created_at="1999", archived="maybe")
    row = asked.read("companies")[0][0]
    assert (row["property_created_at"], row["property_archived"]) == ("1999", "maybe")
    assert (row["created_at"][:4], row["archived"]) == ("2024", "false")


def test_amounts_are_exact(asked, bench):
    amounts = ["1234567890123456.78", "0.1", "1e3", "-0.000001", "", None]
    asked.app.portal = account(0)
    for amount in amounts:
        asked.app.portal.create("deals", amount=amount)
    types = {"amount": {"type": "decimal"}}
    company = bench.company(asked.table("amount", columns=types))
    assert bench.load(company).problems == 0
    assert [row[0] for row in bench.query("select amount from raw.crm__deals order by id")] == [
        Decimal("1234567890123456.78"), Decimal("0.1"), Decimal(1000), Decimal("-0.000001"),
        None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("object_", "field", "said"),
    [
        ("deal", None, "did you mean deals?"),
        ("deals_history", None, "did you mean deal_history?"),
        ("deals", "dealstge", "did you mean dealstage?"),
        ("owners", "email", "is read whole"),
        ("p9_none", None, "says 400: Unable to infer object type"),
    ],
)
def test_what_hubspot_does_not_have(asked, object_, field, said):
    with pytest.raises(LoadError, match=r"crm\.asked: ") as raised:
        asked.read(object_, *([field] if field else []))
    assert said in str(raised.value)
