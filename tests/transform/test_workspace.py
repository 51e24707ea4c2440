"""The generated workspace: written once, links kept, what is no longer configured is gone."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from perfos.company import Company
from perfos.paths import State
from transform.components import component_models
from transform.exposures import FILE, Exposure
from transform.workspace import RulePackage, build_workspace


def times(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): os.lstat(path).st_mtime_ns for path in folder.rglob("*")}


def package(folder: Path, name: str, postings: bool = True) -> RulePackage:
    (folder / name / "models").mkdir(parents=True)
    if postings:
        (folder / name / "models" / f"{name}__postings.sql").write_text("select 1 as one\n")
    (folder / name / "dbt_project.yml").write_text(f"name: {name}\nversion: 1.0.0\n")
    return RulePackage(name, "1.0.0", folder / name)


def test_a_second_build_touches_nothing(company: Company, tmp_path: Path):
    workspace = build_workspace(company, State(tmp_path))
    before = times(workspace.project_dir)
    build_workspace(company, State(tmp_path))
    assert times(workspace.project_dir) == before


def test_several_may_build_it_at_once(company: Company, tmp_path: Path):
    (tmp_path / "rules").mkdir()
    packages = [package(tmp_path / "rules", f"rule_{one}") for one in range(20)]
    for attempt in range(20):
        state = State(tmp_path / f"state_{attempt}")
        with ThreadPoolExecutor(4) as pool:
            built = [pool.submit(build_workspace, company, state, packages) for _ in range(4)]
        assert {one.result() for one in built} == {built[0].result()}


def test_only_what_changed_is_written(company: Company, tmp_path: Path):
    workspace = build_workspace(company, State(tmp_path))
    before = times(workspace.project_dir)
    build_workspace(replace(company, mappings=company.mappings[1:]), State(tmp_path))
    after = times(workspace.project_dir)
    changed = {name for name in after if after[name] != before[name] and name.endswith(".sql")}
    assert {Path(name).name for name in changed} >= {"stg_event.sql", "mapping_count.sql"}
    assert "generated/staging/stg_person.sql" not in changed


def test_a_package_that_was_taken_out_is_not_built_any_more(company: Company, tmp_path: Path):
    (tmp_path / "rules").mkdir()
    old, new = package(tmp_path / "rules", "old"), package(tmp_path / "rules", "new")
    state = State(tmp_path / "state")
    build_workspace(company, state, [old, new])
    workspace = build_workspace(company, state, [new])
    assert [path.name for path in workspace.project_dir.glob("dbt_packages/*")] == ["new"]
    posting = (workspace.project_dir / "generated/ledger/posting.sql").read_text()
    assert "new__postings" in posting and "old__postings" not in posting


def test_a_missing_package_is_named(company: Company, tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"Rule package gone: .*nowhere"):
        build_workspace(
            company, State(tmp_path), [RulePackage("gone", "1.0.0", tmp_path / "nowhere")]
        )


def test_a_union_over_many_components_is_written_down(company: Company):
    (plan,) = company.plans
    assert "materialized" not in component_models(company)["stg_component_event"]
    many = plan.model_copy(update={"components": plan.components[:1] * 51})
    model = component_models(replace(company, plans=[many]))["stg_component_event"]
    assert model.startswith("{{ config(materialized='table') }}")


def test_readers_are_exposures_where_their_tables_have_a_model(
    company: Company, tmp_path: Path
) -> None:
    readers = {
        "booked": Exposure("Booked", "What was booked.", ("core.event", "core.customer")),
        "missing": Exposure("Missing", "What no package makes.", ("none.table",)),
    }
    workspace = build_workspace(company, State(tmp_path), readers=readers)
    said = json.loads((workspace.project_dir / FILE).read_text())["exposures"]
    assert [one["name"] for one in said] == ["booked"]
    assert said[0]["depends_on"] == ["ref('event')", "ref('customer')"]
    build_workspace(company, State(tmp_path))
    assert not (workspace.project_dir / FILE).exists()


def test_a_package_without_postings_posts_nothing(company: Company, tmp_path: Path):
    (tmp_path / "rules").mkdir()
    pays = package(tmp_path / "rules", "pays")
    counts = package(tmp_path / "rules", "counts", postings=False)
    workspace = build_workspace(company, State(tmp_path / "state"), [pays, counts])
    posting = (workspace.project_dir / "generated/ledger/posting.sql").read_text()
    assert pays.posts and not counts.posts
    assert "pays__postings" in posting and "counts" not in posting
