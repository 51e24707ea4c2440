"""What dbt has parsed for one company serves the next, and never in place of another program."""

import shutil
from dataclasses import replace

import pytest

from perfos.company import load_company
from perfos.paths import State
from tests.transform.conftest import FOLDER
from transform.dbt import Dbt
from transform.parsed import Parsed
from transform.workspace import build_workspace


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Return the folder of what was parsed, which is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "perfos" / "parsed"


@pytest.fixture(scope="module")
def company():
    return load_company(FOLDER)


def staging(manifest):
    """Return the SQL of the generated models, by name."""
    return {
        node.name: node.raw_code for node in manifest.nodes.values() if node.schema == "staging"
    }


def test_the_next_company_begins_with_it_and_keeps_its_own(tmp_path, cache, company):
    first = Dbt(build_workspace(company, State(tmp_path / "first"))).parse()
    assert len(list(cache.glob("*.msgpack"))) == 1
    fewer = replace(company, mappings=company.mappings[1:])
    workspace = build_workspace(fewer, State(tmp_path / "second"))
    parsed = Parsed(workspace.project_dir, workspace.target_dir)
    parsed.borrow()
    assert parsed.own.read_bytes() == next(cache.glob("*.msgpack")).read_bytes()
    second = Dbt(workspace).parse()
    assert staging(second) != staging(first)
    assert set(second.nodes) <= set(first.nodes)
    monday = Dbt(build_workspace(fewer, State(tmp_path / "third")))
    (monday.workspace.target_dir).mkdir(parents=True)
    (monday.workspace.target_dir / "partial_parse.msgpack").write_bytes(b"not parsed at all")
    assert staging(monday.parse()) == staging(second)


def test_another_program_borrows_nothing(tmp_path, cache, company):
    lent = build_workspace(company, State(tmp_path / "first"))
    Dbt(lent).parse()
    other = build_workspace(company, State(tmp_path / "second"))
    macros = other.project_dir / "macros"
    copied = macros.resolve()
    macros.unlink()
    shutil.copytree(copied, macros)
    (macros / "exact.sql").write_text("{# changed #}\n" + (copied / "exact.sql").read_text())
    parsed = Parsed(other.project_dir, other.target_dir)
    parsed.borrow()
    assert not parsed.own.exists()


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path, cache, company):
    cache.parent.mkdir(parents=True)
    cache.write_text("a file where the folder should be")
    assert Dbt(build_workspace(company, State(tmp_path / "first"))).parse().nodes


def test_only_the_latest_are_kept(tmp_path, cache, company, monkeypatch):
    monkeypatch.setattr("transform.parsed.KEPT", 2)
    cache.mkdir(parents=True)
    for name in "ab":
        (cache / f"{name}.msgpack").write_bytes(b"")
    Dbt(build_workspace(company, State(tmp_path / "first"))).parse()
    assert len(list(cache.iterdir())) == 2
