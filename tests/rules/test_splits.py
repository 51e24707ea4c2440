"""Splits that say more than there is are told in every run, and parts of parts add up."""

from decimal import Decimal
from typing import Any

from tests.rules.cases import core_of
from tests.rules.reference.case import Case, Event, Tier
from tests.rules.rule_package import RulePackage

ONE = Case((Tier(Decimal(0), Decimal("0.1")),), (Event(0, Decimal(100)),))
DEAL = "E0.000"


def split(payee: str, share: str, within: str | None = None) -> dict[str, Any]:
    names = ("deal_id", "payee_id", "share", "split_kind", "stage", "within_id")
    return dict(zip(names, (DEAL, payee, share, "revenue", "", within), strict=True))


def calculated(package: RulePackage, *splits: dict[str, Any]) -> set[str]:
    """Return which checks warn of a deal with these splits."""
    rows = core_of([ONE])
    rows["plan_component"][0]["credit_to"] = "split"
    always = rows["payee_plan"][0]
    rows["payee_plan"] = [always | {"person_id": row["payee_id"]} for row in splits]
    package.fill(**rows, credit_split=list(splits))
    results = package.dbt.build("package:sales_commission")
    return {result.unique_id.split(".")[2] for result in results if result.status == "warn"}


def test_more_than_the_deal_is_told(package: RulePackage):
    warned = calculated(package, split("ann", "0.6"), split("bob", "0.5"))
    assert warned == {"assert_shares_are_at_most_the_deal"}


def test_more_than_a_part_is_told(package: RulePackage):
    splits = (split("ann", "1"), split("bob", "0.6", "ann"), split("cem", "0.5", "ann"))
    assert calculated(package, *splits) == {"assert_shares_are_at_most_the_deal"}


def test_a_share_within_nothing_is_told(package: RulePackage):
    warned = calculated(package, split("ann", "1"), split("cem", "0.5", "bob"))
    assert warned == {"assert_every_share_within_another_has_one"}


def test_shares_within_a_circle_credit_nobody_and_are_told(package: RulePackage):
    splits = (split("ann", "1"), split("bob", "0.5", "cem"), split("cem", "0.5", "bob"))
    assert calculated(package, *splits) == {"assert_every_share_within_another_has_one"}


def test_parts_of_parts_add_up_to_the_deal(package: RulePackage):
    third = "0.3333333333"
    splits = (
        split("ann", "0.7"),
        split("bob", "0.3"),
        split("cem", third, "bob"),
        split("dan", third, "cem"),
        split("eva", third, "dan"),
    )
    assert calculated(package, *splits) == set()
    (found,) = package.query("select sum(share), count(*) from sales_commission.credit")
    assert found == (1, 5)
