"""One compiled package for all tests: compiling takes longer than calculating."""

import pytest

from tests.package_session import Session


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Return the package alone; each test fills what it reads anew."""
    return Session(tmp_path_factory.mktemp("crm_hygiene"), "crm_hygiene", {})
