"""Versions side by side, and a company's own models in place of a package's, in one workspace."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from packages.active import Active
from packages.errors import PackageError
from packages.hooks import fits, with_overrides
from packages.lock import Pin
from packages.side_by_side import with_bound
from packages.upgrade.record import DONE, Upgrade, new_folder
from perfos.company import load_company
from perfos.paths import State, state_of
from tests.journeys.small import FILES, write_company
from tests.packages.rates import NAME, extension, package
from transform.dbt import Dbt
from transform.rule_package import RulePackage
from transform.workspace import build_workspace


def paid(tmp_path: Path, rules: Sequence[RulePackage]) -> dict[str, dict[str, Decimal]]:
    """Return what each package's project pays for each plan: 100 is counted for all of them."""
    state = State(tmp_path / "state")
    dbt = Dbt(build_workspace(load_company(write_company(tmp_path / "c", [])), state, rules))
    state.folder.mkdir(exist_ok=True)
    with duckdb.connect(str(state.warehouse)) as connection:
        connection.execute(
            "create schema core; create table core.plan as "
            "select unnest(['old', 'new', 'newer']) as plan_id; "
            "create table core.component_event as "
            "select plan_id, cast(100 as decimal(28, 6)) as measured from core.plan"
        )
        models = _keyed_models(dbt)
        for model in models - {"plan", "component_event"}:
            connection.execute(f"create table core.{model} as select 'old' as plan_id")
    dbt.run(" ".join(f"package:{one.project}" for one in rules))
    with duckdb.connect(str(state.warehouse)) as connection:
        return {
            one.project: dict(
                connection.execute(f"from {one.project}.{NAME}__postings order by all").fetchall()
            )
            for one in rules
            if one.name == NAME
        }


def _keyed_models(dbt: Dbt) -> set[str]:
    nodes = dbt.parse().nodes.values()
    return {one.name for one in nodes if one.schema == "core" and "plan_id" in one.columns}


def test_two_versions_pay_each_their_own_plans(tmp_path: Path) -> None:
    old = replace(package(tmp_path / "1", "1.0.0", "0.01"), only=("old",))
    new = replace(package(tmp_path / "2", "2.0.0", "0.02"), without=("old",))
    assert paid(tmp_path, [old, new]) == {
        "sales_commission__v1_0_0": {"old": 1},
        "sales_commission": {"new": 2, "newer": 2},
    }


def test_an_extension_puts_its_own_model_in_for_a_hook(tmp_path: Path) -> None:
    rules = with_overrides([package(tmp_path / "1", "1.0.0", "0.01"), extension(tmp_path / "x")])
    assert rules[0].overridden == ("rate",)
    assert paid(tmp_path, rules) == {"sales_commission": {"old": 5, "new": 5, "newer": 5}}


def test_only_a_hook_can_be_overridden_and_only_once(tmp_path: Path) -> None:
    base = package(tmp_path / "1", "1.0.0", "0.01")
    with pytest.raises(PackageError, match=r"overrides sales_commission\.earned, which is no hook"):
        with_overrides([base, extension(tmp_path / "x", "earned")])
    both = [extension(tmp_path / name, name=name) for name in ("house", "guest")]
    with pytest.raises(PackageError, match=r"guest and house both override"):
        with_overrides([base, *both])


def test_an_upgrade_says_which_overrides_still_fit(tmp_path: Path) -> None:
    ours = extension(tmp_path / "x")
    before = package(tmp_path / "1", "1.0.0", "0.01").folder

    def verdict(after: RulePackage, *edit: str) -> tuple[str, str, str]:
        if edit:
            file, old, new = edit
            text = (after.folder / file).read_text()
            (after.folder / file).write_text(text.replace(old, new))
        (found,) = fits([after, ours], before, after.folder)
        return found.rules, found.columns, found.verdict

    same, other = (package(tmp_path / rate, "2.0.0", rate) for rate in ("0.01", "0.02"))
    assert verdict(same) == ("unchanged", "", "fits")
    assert verdict(other) == ("changed", "", "look at it")
    types = ("models/_models.yml", "decimal(10, 4)", "decimal(10, 6)")
    assert verdict(same, *types) == ("unchanged", "rate", "does not fit")
    assert verdict(same, "package.yml", "hooks: [rate]", "") == ("gone", "", "does not fit")


def test_a_plan_stays_on_a_version_that_was_active_before(tmp_path: Path, monkeypatch) -> None:
    pinned = FILES["plans/seller.yml"].replace("currency:", 'rules: "1.0.0"\ncurrency:', 1)
    company = load_company(write_company(tmp_path / "c", [], **{"plans/seller.yml": pinned}))
    state = state_of("small")
    one, two = (Pin(NAME, f"{n}.0.0", str(n) * 64, "acme", "registry") for n in (1, 2))
    monkeypatch.setattr("packages.side_by_side.installed", lambda pin: Path(pin.version))
    now = [Active(NAME, "2.0.0", tmp_path, two.sha256, "acme", "registry")]
    with pytest.raises(PackageError, match=r"seller is bound to sales_commission 1\.0\.0, which"):
        with_bound(company, state, now)
    upgrade = Upgrade(new_folder(state, "x"), one, two, "run", "ann")
    upgrade.note("checked_run", DONE)
    older, active = with_bound(company, state, now)
    assert (older.project, older.only) == ("sales_commission__v1_0_0", ("seller",))
    assert (active.project, active.without) == ("sales_commission", ("seller",))
    still = [replace(now[0], version="1.0.0")]
    assert with_bound(company, state, still) == tuple(still)
