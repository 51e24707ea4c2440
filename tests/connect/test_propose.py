"""Mappings are proposed by names and values, and are valid as they stand."""

import pytest

from perfos.company.sources import Sources
from perfos.connect.features import answers
from perfos.connect.propose import Found, propose

DEALS = {
    "deal_id": ["D1"],
    "owner": ["ann"],
    "stage": ["Open", "Closed Won", "closed lost"],
    "amount": ["10"],
    "close_date": ["2026-01-31"],
    "currency": ["USD"],
    "region": ["north"],
}


def made(*tables):
    found = [Found(f"crm.{name}", values) for name, values in tables]
    return propose(found, "EUR", "seller")


def of(mappings, entity):
    return [one for one in mappings if one["entity"] == entity]


def test_deals_are_opportunities_and_won_ones_bookings():
    mappings = made(("deals", DEALS))
    (deal,), (event,) = of(mappings, "opportunity"), of(mappings, "event")
    assert deal["fields"] == {
        "opportunity_id": "deal_id",
        "owner_id": "owner",
        "stage": "stage",
        "amount": "amount",
        "currency": "currency",
        "closed_on": "close_date",
        "is_closed": "stage in ('Closed Won', 'closed lost')",
        "is_won": "stage in ('Closed Won')",
    }
    assert event["where"] == "stage in ('Closed Won')"
    assert event["fields"]["kind"] == "'booking'"
    people = [one["fields"] for one in of(mappings, "person")]
    assert people == [{"person_id": "owner", "name": "owner"}]
    (org,) = of(mappings, "org_assignment")
    assert (org["distinct"], org["fields"]["role"]) == (True, "'seller'")


def test_a_team_gives_people_managers_and_who_leads_whom():
    team = {"sales_agent": ["ann", "bob"], "manager": ["cleo"], "region": ["north"]}
    mappings = made(("deals", DEALS), ("teams", team))
    assert [one["fields"]["person_id"] for one in of(mappings, "person")] == [
        "sales_agent",
        "manager",
    ]
    (org,) = of(mappings, "org_assignment")
    assert org["fields"] == {
        "role": "'seller'",
        "valid_from": "date '2000-01-01'",
        "person_id": "sales_agent",
        "manager_id": "manager",
        "territory_id": "region",
    }
    among = team | {"manager": ["ann"]}
    assert len(of(made(("deals", DEALS), ("teams", among)), "person")) == 1


def test_without_a_stage_that_is_won_nothing_is_a_booking():
    mappings = made(("deals", DEALS | {"stage": ["Open", "it's on"]}))
    assert not of(mappings, "event")
    assert "is_won" not in of(mappings, "opportunity")[0]["fields"]


def test_amounts_without_a_currency_have_that_of_the_company():
    deals = {name: values for name, values in DEALS.items() if name != "currency"}
    assert made(("deals", deals))[0]["fields"]["currency"] == "'EUR'"


def test_names_that_say_nothing_give_no_mapping():
    assert made(("x", {"a": ["1"], "b": ["2"]})) == []


@pytest.mark.parametrize("stage", ["Won", "closedwon", "it's won; drop table x --"])
def test_what_is_proposed_is_valid(stage):
    deals = DEALS | {"stage": [stage, "won"]}
    products = {"product": ["P"], "sales_price": ["5"]}
    mappings = made(("deals", deals), ("products", products))
    tables = [{"name": name, "files": f"{name}.csv"} for name in ("deals", "products")]
    source = {"name": "crm", "kind": "files", "tables": tables}
    read = Sources.model_validate({"sources": [source], "mappings": mappings})
    ready = {one.feature for one in answers(read.mappings) if one.state == "ready"}
    assert {"commission of the owner", "people from a source"} <= ready
    lacking = {one.feature: one.lacking for one in answers(read.mappings)}
    assert lacking["other currencies"] == ("fx_rate.rate", "fx_rate.rate_on")
