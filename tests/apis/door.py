"""Fixtures of all tests that ask a served API: its address, and requests without waiting."""

import pytest

from tests.apis.served import served


@pytest.fixture
def at_once(monkeypatch):
    """Repeat requests without waiting."""
    monkeypatch.setenv("RUNTIME__REQUEST_BACKOFF_FACTOR", "0.001")
    monkeypatch.setenv("RUNTIME__REQUEST_MAX_RETRY_DELAY", "0.01")


@pytest.fixture(scope="session")
def door():
    """Yield the address of a server, and a list whose last one it serves."""
    serves = []
    with served(lambda *request: serves[-1](*request)) as address:
        yield address, serves
