"""The package's data tests find what they are there for."""

from decimal import Decimal

import pytest

from tests.rules.cases import core_of
from tests.rules.reference.case import Case, Event, Tier
from tests.rules.rule_package import RulePackage
from transform.dbt import DbtFailed

ONE = Case((Tier(Decimal(0), Decimal("0.1")),), (Event(0, Decimal(100)),))
WITHOUT_QUOTA = Case(ONE.tiers, ONE.events, tier_by="attainment")


def test_a_missing_quota_is_named_and_pays_nothing(package: RulePackage):
    package.fill(**core_of([WITHOUT_QUOTA]))
    results = package.dbt.build("package:sales_commission")
    warned = {result.unique_id.split(".")[2] for result in results if result.status == "warn"}
    assert warned == {"assert_every_earning_has_a_quota"}
    assert package.query(
        "select payee_id, component_id, quota, window_start, credits, credited "
        "from sales_commission.missing_quota"
    ) == [("X0", "c", "q", Event(0, Decimal(0)).on, 1, Decimal(100))]
    assert package.query("from sales_commission.earning") == []


def test_a_missing_rate_stops_the_calculation(package: RulePackage):
    rows = core_of([ONE])
    rows["plan"][0]["currency"] = "GBP"
    rows["currency"].append({"currency": "GBP", "minor_unit": 2})
    package.fill(**rows)
    with pytest.raises(DbtFailed, match="assert_every_credit_has_a_rate"):
        package.calculate()


def test_a_gap_between_tiers_stops_the_calculation(package: RulePackage):
    rows = core_of([ONE])
    rows["plan_tier"][0]["upper"] = 50
    package.fill(**rows)
    with pytest.raises(DbtFailed, match="assert_tiers_have_no_gaps"):
        package.calculate()


def test_an_event_that_is_counted_twice_stops_the_calculation(package: RulePackage):
    rows = core_of([ONE])
    rows["component_event"] *= 2
    package.fill(**rows)
    with pytest.raises(DbtFailed, match="assert_every_event_is_credited_once"):
        package.calculate()
