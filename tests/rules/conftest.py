"""One parsed workspace for all tests of the package: parsing takes longer than calculating."""

import pytest

from tests.rules.rule_package import RulePackage


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> RulePackage:
    """Return the rule package alone; each test fills the core tables anew."""
    return RulePackage(tmp_path_factory.mktemp("rule_package"))
