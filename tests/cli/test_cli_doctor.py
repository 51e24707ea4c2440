"""`perfos doctor`: each thing that can be wrong is found, named, and never leaks a secret."""

import json
import subprocess
import sys
from types import SimpleNamespace

import duckdb
import pytest
from filelock import FileLock

from perfos.cli.place import Place
from perfos.company.sources import Source


@pytest.fixture
def sources(monkeypatch, tmp_path):
    """Give the company these sources instead of those of a sources.yml; return its data folder."""
    deals = {"name": "deals", "files": "deals*.csv"}
    crm = {"name": "crm", "kind": "files", "path": "crm", "tables": [deals]}
    erp = {"name": "erp", "kind": "sql", "tables": [{"name": "orders", "table": "orders"}]}
    read = [Source.model_validate(one) for one in (crm, erp)]
    company = SimpleNamespace(name="demo", data=tmp_path, sources=read)
    monkeypatch.setattr(Place, "company", lambda self: company)
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    monkeypatch.setenv("SOURCES__ERP__URL", f"sqlite:///{tmp_path}/erp.db")
    (tmp_path / "crm").mkdir()
    (tmp_path / "crm" / "deals_1.csv").write_text("a\n1\n")
    return tmp_path


@pytest.fixture
def doctor(perfos, sources):
    """Return a function that gives the findings by check, whatever the exit code."""

    def run(code=0):
        output = perfos("doctor", "--json", code=code)
        if code:
            output = json.loads(output)
        return {finding["check"]: finding for finding in output}

    return run


def test_all_is_well(doctor, perfos):
    findings = doctor()
    assert {finding["state"] for finding in findings.values()} <= {"ok", "note"}
    assert findings["data of crm.deals"]["found"].startswith("1 file,")
    assert findings["database erp"]["state"] == "ok"
    assert findings["warehouse"]["advice"] == "run `perfos run`"
    assert "16 files as published" in findings["snapshot"]["found"]
    assert "nothing to mend" in perfos("doctor")


def test_missing_files(doctor, sources):
    (sources / "crm" / "deals_1.csv").unlink()
    finding = doctor(code=1)["data of crm.deals"]
    assert finding["state"] == "fail"
    assert "deals*.csv" in finding["found"]
    assert "sources.yml" in finding["advice"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://anna:hunter2@127.0.0.1:1/x",
        "postgresql+psycopg://anna:hunter2@[bad",
        "nonsense://anna:hunter2@host/x",
        "hunter2",
    ],
)
def test_a_database_that_does_not_answer(doctor, perfos, monkeypatch, url):
    monkeypatch.setenv("SOURCES__ERP__URL", url)
    finding = doctor(code=1)["database erp"]
    assert finding["state"] == "fail"
    assert "SOURCES__ERP__URL" in finding["advice"]
    assert "hunter2" not in perfos("doctor", code=1)


def test_a_secret_that_is_missing(doctor, monkeypatch):
    monkeypatch.delenv("SOURCES__ERP__URL")
    assert "no secret SOURCES__ERP__URL" in doctor(code=1)["database erp"]["found"]


def test_a_run_that_is_writing(doctor, published):
    published.state.folder.mkdir(parents=True, exist_ok=True)
    published.state.warehouse.write_bytes(b"")
    code = (
        "import sys, filelock; lock = filelock.FileLock(sys.argv[1]); lock.acquire();"
        "print(flush=True); sys.stdin.read()"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, str(published.state.lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        run.stdout.readline()
        finding = doctor()["warehouse"]
    finally:
        run.communicate()
        published.state.warehouse.unlink()
    assert finding["state"] == "note"
    assert str(run.pid) in finding["found"] or sys.platform != "linux"


def test_a_warehouse_that_cannot_be_read(doctor, published):
    published.state.warehouse.write_text("garbage")
    try:
        finding = doctor(code=1)["warehouse"]
        published.state.warehouse.unlink()
        duckdb.connect(published.state.warehouse).close()
        assert doctor()["warehouse"]["state"] == "ok"
    finally:
        published.state.warehouse.unlink()
    assert "not a valid DuckDB" in finding["found"]
    # The look itself leaves nothing locked behind.
    FileLock(published.state.lock, timeout=0).acquire()


def test_a_snapshot_that_was_changed(doctor, published):
    path = next(published.state.published.glob("*/core/person.parquet"))
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content + b"x")
    try:
        finding = doctor(code=1)["snapshot"]
    finally:
        path.write_bytes(content)
    assert "person.parquet is not what was published" in finding["found"]
    assert "snapshot use" in finding["advice"]


def test_dagster_home(doctor, monkeypatch, tmp_path):
    monkeypatch.setenv("DAGSTER_HOME", "relative")
    assert "absolute" in doctor(code=1)["dagster"]["advice"]
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    assert "no dagster.yaml" in doctor(code=1)["dagster"]["found"]
    (tmp_path / "dagster.yaml").write_text("")
    assert doctor()["dagster"]["state"] == "ok"
