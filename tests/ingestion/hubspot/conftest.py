"""A HubSpot that is served on this machine, and requests that are repeated at once."""

import pytest

from tests.apis.hubspot.app import TOKEN, HubSpot
from tests.apis.served import served
from tests.ingestion.hubspot.asked import Asked, account


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Repeat requests without waiting, and sign them with the token of a private app."""
    monkeypatch.setenv("RUNTIME__REQUEST_BACKOFF_FACTOR", "0.001")
    monkeypatch.setenv("RUNTIME__REQUEST_MAX_RETRY_DELAY", "0.01")
    monkeypatch.setenv("SOURCES__CRM__TOKEN", TOKEN)


@pytest.fixture(scope="session")
def door():
    """Yield the address of a server, and a list that holds what it serves."""
    serves = []
    with served(lambda *request: serves[-1](*request)) as address:
        yield address, serves


@pytest.fixture
def asked(tmp_path, door):
    """Return a served account of five deals; a test may fill it, or take another portal."""
    address, serves = door
    asked = Asked(tmp_path, HubSpot(account(page=2)), address)
    serves.append(asked.faults)
    return asked
