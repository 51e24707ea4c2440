"""A company whose snapshot was published from the warehouse made by hand."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from typer.testing import CliRunner

from perfos.cli import app
from perfos.paths import State
from semantic.publish import publish

HERE = Path(__file__).parent
RUN = {
    "run_id": "run-1",
    "actor": "anna",
    "reason": "first",
    "company": "demo",
    "config_hash": "c0ffee",
    "code_revision": "abc123",
    "rules_lock": '[{"name": "sales_commission", "version": "1.0.0"}]',
}


def warehouse_sql():
    """Return the SQL of the warehouse with the derivations that its lines are explained by."""
    sql = (HERE.parent / "semantic" / "warehouse.sql").read_text()
    for name, explain in json.loads((HERE / "explain.json").read_text()).items():
        sql = sql.replace(f"{{{name}}}", json.dumps(explain).replace("'", "''"))
    return sql


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """Return the company folder, the home and the state of a company with one snapshot."""
    root = tmp_path_factory.mktemp("cli")
    folder = root / "company"
    folder.mkdir()
    (folder / "company.yml").write_text("# ours\nname: demo  # short\ntitle: Demo Industries\n")
    state = State(root / "home" / "demo")
    (state.dbt / "target").mkdir(parents=True)
    shutil.copy(HERE.parent / "semantic" / "manifest.json", state.dbt / "target")
    with duckdb.connect() as warehouse:
        warehouse.execute(warehouse_sql())
        publish(warehouse, state, RUN)
    return SimpleNamespace(folder=folder, home=root / "home", state=state)


@pytest.fixture
def perfos(published, monkeypatch):
    """Return a function that runs a command on that company and gives its result."""
    monkeypatch.setenv("PERFOS_HOME", str(published.home))
    monkeypatch.setenv("PERFOS_COMPANY", str(published.folder))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("PERFOS_DATA", raising=False)

    def run(*arguments, code=0):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        if "--json" in arguments and code == 0:
            return json.loads(result.stdout)
        return result.output

    return run
