"""The recipe works as it stands: its sources.yml is valid, loads, and its mappings give values."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from perfos.company import load_company
from perfos.company.init import init_company
from tests.ingestion.hubspot.asked import account
from tests.ingestion.hubspot.test_lists import owner

PAGE = Path(__file__).parents[3] / "docs" / "recipes" / "hubspot.md"
FILE = re.compile(r"^```yaml title=\"acme/sources.yml\"\n(.*?)^```", re.DOTALL | re.MULTILINE)
MORE = ("deal_currency_code", "hs_is_closed", "hs_is_closed_won", "hubspot_owner_id")


@pytest.fixture
def company(asked, bench, monkeypatch):
    """Return the company of the recipe; its account has a won deal and an archived one."""
    monkeypatch.setenv("SOURCES__CRM__ADDRESS", asked.address)
    asked.app.portal = portal = account(0)
    portal.declare("deals", "dealname", "amount", "closedate", "dealstage", *MORE)
    portal.declare("companies", "name", "industry", "country")
    portal.create("companies", id_=70, name="Acme", industry="TOYS", country="Norway")
    portal.owners = [owner("5")]
    deal = {"hs_is_closed": "false", "hs_is_closed_won": "false", "hubspot_owner_id": "5"}
    deal |= {"amount": "0.10", "deal_currency_code": "EUR", "dealstage": "open"}
    won, gone = (portal.create("deals", id_, dealname="Toys", **deal) for id_ in (8, 9))
    portal.tick()
    won_now = {"hs_is_closed": "true", "hs_is_closed_won": "true", "dealstage": "won"}
    for id_ in (won, gone):
        portal.update("deals", id_, **won_now, closedate="2024-03-01T10:00:00Z")
    portal.archive("deals", gone)
    init_company(bench.folder / "acme")
    text = FILE.search(PAGE.read_text())[1]
    (bench.folder / "acme" / "sources.yml").write_text(text)
    return load_company(bench.folder / "acme", bench.data)


def mapped(bench, company, entity):
    """Return the rows that the mapping of an entity makes of raw."""
    mapping = next(one for one in company.mappings if one.entity == entity)
    fields = ", ".join(f"{sql} as {name}" for name, sql in mapping.fields.items())
    raw = mapping.from_.replace(".", "__")
    return bench.query(f"select {fields} from raw.{raw} where {mapping.where or 'true'} order by 1")


def test_the_recipe_makes_entities_of_what_is_loaded(company, bench):
    assert bench.load(company).problems == 0
    assert mapped(bench, company, "person") == [("5", "Ada Byron", "5@example.com")]
    assert mapped(bench, company, "customer") == [("70", "Acme", "TOYS", "Norway")]
    assert mapped(bench, company, "event") == [
        ("8", "booking", date(2024, 3, 1), Decimal("0.10"), "EUR", "5", "8")
    ]
    deal = ("8", "Toys", "5", "won", Decimal("0.10"), "EUR")
    days = (date(2024, 1, 1), date(2024, 3, 1))
    assert mapped(bench, company, "opportunity") == [(*deal, *days, True, True)]
    changes = mapped(bench, company, "opportunity_change")
    assert ("8", datetime(2024, 1, 1, 0, 10), "stage", "open", "won") in changes
    assert ("8", datetime(2024, 1, 1, 0, 10), "closed_on", None, "2024-03-01") in changes
