"""Packages on trial: what they say of themselves comes out, and what is wrong is told."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from packages.checks.check import check_package
from packages.scaffold import new_package
from packages.trial.prove import Outcome, prove_package
from tests.tidy.tree import ROOT
from transform.workspace import RULES, RulePackage

PACKAGES: dict[str, tuple[RulePackage, ...]] = {
    "rules/crm_hygiene": (),
    "rules/manual_adjustments": (),
    "rules/recurring_revenue": (),
    "rules/revops_metrics": (),
    "rules/sales_contests": (),
    "rules/sales_forecast": (RulePackage("revops_metrics", "1.0.0", RULES / "revops_metrics"),),
    "examples/referral_bonus": (),
}


def outcomes(folder: Path, others: Sequence[RulePackage] = ()) -> dict[str, Outcome]:
    """Return what came of each unit test and example, by name."""
    return {outcome.name: outcome for outcome in prove_package(folder, others)}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_unit_test_and_example_of_a_package_holds(package: str) -> None:
    found = outcomes(ROOT / package, PACKAGES[package])
    assert [str(one) for one in found.values() if one.differences] == []
    assert {bool(one.file) for one in found.values()} == {True, False}


def test_a_package_that_was_begun_may_run(tmp_path: Path) -> None:
    assert check_package(new_package(tmp_path, "spot_bonus")).postings == "spot_bonus__postings"
    with pytest.raises(FileExistsError, match="is not empty"):
        new_package(tmp_path, "spot_bonus")
    for name in ("Spot", "spot__bonus", "1st", "../spot"):
        with pytest.raises(ValueError, match="cannot be a name"):
            new_package(tmp_path, name)


def test_what_a_package_does_not_do_is_told_line_by_line(tmp_path: Path) -> None:
    folder = new_package(tmp_path, "spot_bonus")
    model = folder / "models" / "bonus.sql"
    model.write_text(model.read_text().replace("bonuses.amount", "bonuses.amount + 1 as amount"))
    examples = (folder / "examples" / "bonus.yml").read_text()
    (folder / "examples" / "more.yml").write_text(
        examples.replace("one_booking", "unknown_column").replace("owner_id", "seller")
    )

    found = outcomes(folder)

    assert found["one_booking"].differences == (
        "missing: account commission_expense, period 2026-01, party_id ann, customer_id C1, "
        "source_id D1, amount 25.000000",
        "missing: account commission_payable, period 2026-01, party_id ann, customer_id C1, "
        "source_id D1, amount -25.000000",
        "not expected: account commission_expense, period 2026-01, party_id ann, customer_id C1, "
        "source_id D1, amount 26.000000",
        "not expected: account commission_payable, period 2026-01, party_id ann, customer_id C1, "
        "source_id D1, amount -26.000000",
    )
    assert "core.event has no column seller" in found["unknown_column"].differences[0]
    assert found["whoever_owns_the_event_earns_the_bonus"].differences
