"""The way of a package by command: begun, published, installed, replaced, and taken out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from perfos.cli import app
from perfos.company.init import init_company


def perfos(*arguments: object, code: int = 0) -> str:
    """Run a command; return what it says."""
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.slow
def test_a_package_from_its_beginning_to_its_removal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    company = init_company(tmp_path / "acme")
    perfos("package", "new", "bonus", "--in", tmp_path)
    folder, registry = tmp_path / "bonus", tmp_path / "registry"
    key = perfos("package", "key", "ann", "--create").splitlines()[-1]
    trust = f"registries: [{registry}]\npublishers: {{ann: {key}}}\n"
    (company / "rules.yml").write_text(
        "packages:\n  - {name: sales_commission, version: bundled}\n" + trust
    )

    built = perfos("package", "build", folder, "--out", tmp_path / "bonus.tar")
    published = perfos("package", "publish", folder, registry, "--as", "ann")
    assert built.splitlines()[-1] in published

    told = perfos("--company", company, "package", "add", "bonus", "--reason", "new this year")
    assert "signed by ann, pinned" in told
    listed = json.loads(perfos("--company", company, "package", "list", "--json"))
    assert [(one["name"], one["signer"]) for one in listed] == [
        ("sales_commission", "bundled"),
        ("bonus", "ann"),
    ]
    assert "newest version" in perfos("--company", company, "package", "outdated")

    perfos("package", "yank", registry, f"bonus@{listed[1]['version']}", "--reason", "rounds")
    assert "rounds" in perfos("--company", company, "package", "outdated")
    perfos("--company", company, "package", "remove", "bonus")
    assert "bonus" not in (company / "rules.yml").read_text()

    (folder / "models/stolen.sql").write_text("select * from read_csv('x.csv')\n")
    perfos("package", "publish", folder, registry, "--as", "ann", code=3)
