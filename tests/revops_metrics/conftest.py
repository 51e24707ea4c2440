"""One compiled package for all tests: compiling takes longer than calculating."""

import pytest

from tests.revops_metrics.session import Metrics


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Metrics:
    """Return the package alone; each test fills what it reads anew."""
    return Metrics(tmp_path_factory.mktemp("revops_metrics"))
