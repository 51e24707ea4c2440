"""A HubSpot that is served on this machine, and requests that are repeated at once."""

import pytest

from tests.apis.door import at_once, door
from tests.apis.hubspot.app import TOKEN, HubSpot
from tests.ingestion.hubspot.asked import Asked, account

__all__ = ["at_once", "door"]


@pytest.fixture(autouse=True)
def signed(at_once, monkeypatch):
    """Sign requests with the token of a private app."""
    monkeypatch.setenv("SOURCES__CRM__TOKEN", TOKEN)


@pytest.fixture
def asked(tmp_path, door):
    """Return a served account of five deals; a test may fill it, or take another portal."""
    address, serves = door
    asked = Asked(tmp_path, HubSpot(account(page=2)), address)
    serves.append(asked.faults)
    return asked
