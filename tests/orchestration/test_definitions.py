"""The code location as Dagster sees it: lineage, words for people, job, schedule, sensor."""

from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph

from orchestration.definitions import build
from orchestration.jobs import JOB, build_job, build_sensor
from orchestration.location import Location, load_location
from tests.journeys.small import deals, write_company


@pytest.fixture
def location(tmp_path: Path) -> Location:
    return load_location(write_company(tmp_path / "small", deals(3)))


@pytest.fixture
def graph(location: Location) -> AssetGraph:
    return build(location).resolve_asset_graph()


def test_lineage_runs_from_the_source_file_to_the_snapshot(graph: AssetGraph) -> None:
    snapshot = dg.AssetKey(["published", "snapshot"])
    upstream = {snapshot}
    while more := {parent for key in upstream for parent in graph.get(key).parent_keys} - upstream:
        upstream |= more
    for key in (
        ["source", "crm", "deals"],
        ["raw", "crm__deals"],
        ["staging", "stg_event"],
        ["core", "event"],
        ["sales_commission", "earning"],
        ["ledger", "posting"],
        ["ledger", "ledger_entries"],
        ["control", "plan_tier"],
    ):
        assert dg.AssetKey(key) in upstream, f"{key} does not lead to the snapshot"


def test_a_package_that_comes_later_has_its_assets_in_the_same_process(location: Location) -> None:
    """An upgrade switches versions and calculates in one process: nothing may stay as it was."""
    build(location)
    wanted = location.company.folder / "rules.yml"
    wanted.write_text(wanted.read_text() + "  - {name: sales_contests, version: bundled}\n")
    keys = build(location.reload()).resolve_asset_graph().get_all_asset_keys()
    assert dg.AssetKey(["sales_contests", "contest_award"]) in keys


def test_every_asset_has_a_group_and_a_description(graph: AssetGraph) -> None:
    groups = {
        "sources",
        "configuration",
        "mapping",
        "core",
        "quality_gate",
        "rules",
        "ledger",
        "published",
        "semantic",
    }
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.group_name in groups, key
        assert node.description, f"{key.to_user_string()} has no description"


def test_the_promises_of_the_ledger_are_blocking_checks(graph: AssetGraph) -> None:
    names = {key.name for key in graph.asset_check_keys if graph.get_check_spec(key).blocking}
    assert {
        "assert_every_posting_balances",
        "assert_every_transaction_balances",
        "assert_nothing_posted_was_changed",
        "assert_every_entry_fits_its_hash",
        "assert_posted_equals_desired",
        "assert_no_entry_enters_a_closed_period",
        "assert_every_entry_names_its_origin",
        "event_is_unique",
        "enough_rows_are_readable",
    } <= names


def test_the_job_asks_for_company_periods_and_reason_and_guards_the_company(
    location: Location,
) -> None:
    job = build(location).resolve_job_def(JOB)
    with dg.DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(
            {"company": "another", "reason": "test"}, instance=instance, raise_on_error=False
        )
    assert not result.success
    (failure,) = result.filter_events(lambda event: event.is_step_failure)
    assert "serves the company 'small', not 'another'" in str(failure.step_failure_data)


def test_the_sensor_asks_for_one_run_per_change(
    location: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFOS_COMPANY", str(location.company.folder))
    sensor = build_sensor(build_job())
    with dg.DagsterInstance.ephemeral() as instance:
        first = sensor(dg.build_sensor_context(instance))
        assert isinstance(first, dg.SensorResult)
        assert first.cursor
        again = sensor(dg.build_sensor_context(instance, cursor=first.cursor))
        assert isinstance(again, dg.SkipReason)
        (location.company.data / "deals_new.csv").write_text("deal_id\nx\n")
        changed = sensor(dg.build_sensor_context(instance, cursor=first.cursor))
        assert isinstance(changed, dg.SensorResult)
        assert changed.cursor != first.cursor
