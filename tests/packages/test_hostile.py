"""Packages that would reach further than a package may: refused before any of their code runs."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from packages.checks import check
from packages.errors import PackageError
from packages.scaffold import new_package
from tests.tidy.tree import ROOT

NAME = "hostile"
CASES = YAML(typ="safe").load(Path(__file__).with_name("hostile.yml"))
BY_ID = {
    kind: pytest.mark.parametrize("case", CASES[kind], ids=lambda c: c["id"]) for kind in CASES
}


def changed(folder: Path, *cases: dict[str, Any]) -> Path:
    """Return a new package with the changes of these cases."""
    package = new_package(folder, NAME)
    for case in cases:
        for file, text in case.get("write", {}).items():
            path = package / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace("NAME", NAME))
        for file, (old, new) in case.get("edit", {}).items():
            path = package / file.replace("NAME", NAME)
            text, old = path.read_text(), old.replace("NAME", NAME)
            assert old in text, f"{file} does not hold {old!r}"
            path.write_text(text.replace(old, new.replace("NAME", NAME), 1))
    return package


def reasons(package: Path) -> str:
    """Return why a package is refused, one reason a line."""
    with pytest.raises(PackageError) as caught:
        check.check_package(package)
    return str(caught.value)


@BY_ID["read"]
def test_refused_by_reading(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "Dbt", None)  # Whoever called it would fail.
    assert case["says"].replace("NAME", NAME) in reasons(changed(tmp_path, case))


@pytest.fixture(scope="module")
def of_graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return why a package with all changes of its graph is refused."""
    return reasons(changed(tmp_path_factory.mktemp("graph"), *CASES["graph"]))


@BY_ID["graph"]
def test_refused_by_its_graph(case: dict[str, Any], of_graph: str) -> None:
    assert case["says"].replace("NAME", NAME) in of_graph


def place(case: dict[str, Any]) -> str:
    """Return the file that holds the query of a case."""
    return case.get("file", f"models/{case['id']}.sql").replace("NAME", NAME)


@pytest.fixture(scope="module")
def of_sql(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return why a package with all the queries is refused; nothing of it may have run."""
    folder = tmp_path_factory.mktemp("sql")
    canary = str(folder / "canary")
    cases = [
        {"write": {place(case): case["query"].replace("canary", canary)}}
        for case in CASES["sql"]
        if "query" in case
    ]
    cases += [case for case in CASES["sql"] if "edit" in case]
    said = reasons(changed(folder, *cases))
    assert not (folder / "canary").exists()
    return said


@BY_ID["sql"]
def test_refused_by_its_sql(case: dict[str, Any], of_sql: str) -> None:
    lines = [line for line in of_sql.splitlines() if f"{place(case)}:" in line]
    assert any(case["says"] in line for line in lines)


def test_nothing_is_refused_for_nothing(of_sql: str, of_graph: str) -> None:
    """Each of these packages has the faults that were put into it, and no other."""
    assert of_sql.startswith(f"{of_sql.split(' has ')[0]} has {len(CASES['sql'])} problems:")
    assert of_graph.splitlines()[0].endswith(f" has {len(CASES['graph'])} problems:")


@pytest.mark.parametrize("name", ["manual_adjustments", "sales_contests", "sales_commission"])
def test_the_packages_of_this_repository_may_run(name: str) -> None:
    assert check.check_package(ROOT / "rules" / name).name == name
