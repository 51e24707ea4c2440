"""dbt's unit tests of the package: one for each branch of each step, with figures to read."""

from pathlib import Path

from tests.rules.rule_package import COMPANY, PACKAGE, RulePackage


def test_every_unit_test_of_the_package_holds(tmp_path: Path):
    package = RulePackage(tmp_path)
    package.fill(company=[COMPANY])
    package.calculate()
    results = package.dbt.test_units(PACKAGE)
    assert {result.status for result in results} == {"pass"}
    assert len(results) >= 15
