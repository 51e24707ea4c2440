"""The in-process runner: parses once, reports what failed, and lets go of the warehouse."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.transform.conftest import ALL, Built, deal
from transform.dbt import Dbt, DbtFailed


@pytest.fixture(scope="module")
def built(build) -> Built:
    return build({"crm__deals": [deal("one")]})


def test_unit_tests_of_the_project_pass(built: Built):
    paths = [f"path:models/{name}" for name in ("core", "quality", "ledger", "scorecard")]
    results = built.dbt.test_units(" ".join(paths))
    tests = [result for result in results if result.resource_type == "unit_test"]
    assert len(tests) >= 7 and {result.status for result in tests} == {"pass"}


def test_a_build_reports_models_and_tests_and_leaves_unit_tests_out(built: Built):
    results = {one.unique_id: one for one in built.dbt.build("person checked_person")}
    assert results["model.performance_os.person"].status == "success"
    assert {one.resource_type for one in results.values()} == {"model", "test"}


def test_nothing_is_parsed_again_while_no_file_changed(built: Built):
    path = built.dbt.manifest_path()
    before = path.stat().st_mtime_ns
    assert Dbt(built.workspace).manifest_path().stat().st_mtime_ns == before
    assert built.dbt.parse() is built.dbt.parse()


def test_another_memory_limit_does_not_lose_the_project(built: Built, monkeypatch):
    nodes = built.dbt.parse().nodes.keys()
    monkeypatch.setenv("PERFOS_MEMORY", "3333MB")
    assert Dbt(built.workspace).parse().nodes.keys() == nodes
    assert Dbt(built.workspace).parse().nodes.keys() == nodes


def test_a_changed_model_is_parsed_again(built: Built):
    model = built.workspace.project_dir / "generated/staging/stg_person.sql"
    before, text = built.dbt.parse(), model.read_text()
    model.write_text(text + "\n-- changed\n")
    try:
        assert built.dbt.parse() is not before
    finally:
        model.write_text(text)


def test_another_process_may_open_the_warehouse_after_a_build(built: Built):
    built.dbt.build("person")
    code = f"import duckdb; duckdb.connect({str(built.state.warehouse)!r}).execute('select 1')"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_failure_names_the_node_and_what_was_skipped(built: Built):
    with duckdb.connect(str(built.state.warehouse)) as connection:
        connection.execute("alter table raw.crm__deals rename to away")
    try:
        with pytest.raises(DbtFailed, match=r"(?s)model stg_event: .*crm__deals") as failure:
            built.dbt.build(ALL)
    finally:
        with duckdb.connect(str(built.state.warehouse)) as connection:
            connection.execute("alter table raw.away rename to crm__deals")
    statuses = {result.unique_id: result.status for result in failure.value.results}
    assert statuses["model.performance_os.stg_event"] == "error"
    assert statuses["model.performance_os.checked_event"] == "skipped"
    assert "skipped because of it" in str(failure.value)


def test_a_failed_check_stops_the_run_and_says_how_many_rows(built: Built):
    with duckdb.connect(str(built.state.warehouse)) as connection:
        connection.execute(
            "insert into quality.checked_event by name select * from quality.checked_event"
        )
    with pytest.raises(DbtFailed, match=r"test unique_event_event_id: 1 row should") as failure:
        built.dbt.build("event")
    query = Path(re.search(r"the query in (\S+)", str(failure.value)).group(1))
    assert built.ask(query.read_text()) == [("one", 2)]
    built.dbt.build("checked_event event")


def test_a_broken_project_is_said_to_be_broken(built: Built):
    model = built.workspace.project_dir / "generated/staging/stg_person.sql"
    text = model.read_text()
    model.write_text("select * from {{ ref('nobody') }}\n")
    try:
        with pytest.raises(DbtFailed, match="nobody"):
            built.dbt.parse()
    finally:
        model.write_text(text)
