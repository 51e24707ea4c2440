"""Dagster's event log with kept connections holds what Dagster's own holds."""

import multiprocessing

import dagster as dg
from dagster import DagsterEventType, DagsterInstance, EventRecordsFilter

from tests.dagster_home import dagster_home


@dg.asset
def deals() -> None:
    """Nothing."""


@dg.asset_check(asset=deals)
def is_there() -> dg.AssetCheckResult:
    """Pass."""
    return dg.AssetCheckResult(passed=True)


def logs(folder):
    """Run the asset ten times, and return the types of events as each run's log has them."""
    with DagsterInstance.from_config(str(folder)) as instance:
        runs = [
            dg.materialize([deals, is_there], instance=instance).run_id  # type: ignore[list-item]
            for _ in range(10)
        ]
        kept = getattr(instance.event_log_storage, "_engines", {})
        assert len(kept) <= 8
        records = instance.get_event_records(
            EventRecordsFilter(DagsterEventType.ASSET_MATERIALIZATION, asset_key=deals.key)
        )
        assert len(records) == 10
        found = [
            [one.dagster_event.event_type for one in instance.all_logs(run) if one.dagster_event]
            for run in runs
        ]
    return found


def test_the_log_is_that_of_dagster(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    assert logs(dagster_home(tmp_path / "kept")) == logs(tmp_path / "own")


def test_another_process_reads_what_one_has_written(tmp_path):
    home = dagster_home(tmp_path / "home")
    with DagsterInstance.from_config(str(home)) as one:
        run = dg.materialize([deals], instance=one).run_id
        with DagsterInstance.from_config(str(home)) as other:
            assert len(other.all_logs(run)) == len(one.all_logs(run)) > 5
            dg.materialize([deals], instance=other)
        assert one.get_runs_count() == 2


def opens(home, ready, opened):
    """Open a home's instance at the same moment as the others."""
    ready.wait(60)
    with DagsterInstance.from_config(str(home)) as instance:
        opened.put(instance.get_runs_count())


def test_the_first_to_open_a_home_may_be_several(tmp_path):
    spawned = multiprocessing.get_context("spawn")
    ready, opened = spawned.Barrier(4), spawned.Queue()
    home = dagster_home(tmp_path / "home")
    all_of_them = [spawned.Process(target=opens, args=(home, ready, opened)) for _ in range(4)]
    for one in all_of_them:
        one.start()
    for one in all_of_them:
        one.join(60)

    assert [one.exitcode for one in all_of_them] == [0, 0, 0, 0]
    assert [opened.get(timeout=5) for _ in all_of_them] == [0, 0, 0, 0]
