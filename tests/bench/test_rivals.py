"""A small round of the benchmark: everybody who calculates the plan comes to the same postings."""

import importlib.util
from pathlib import Path

import duckdb
import pytest

from bench import calculation, whole
from bench.agree import agree
from bench.company import write_company
from bench.contest import FRAMES, LIMITS
from bench.inputs import HERE, connect, export, export_sheets, prepare
from bench.same_files import same_files

DEALS = 2_000
ALL = "sales_commission.sales_commission__postings", "bench.script_postings"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a company that the package and the script have calculated."""
    place = tmp_path_factory.mktemp("bench") / "team"
    state, dbt = prepare(place, DEALS)
    dbt.run("package:sales_commission")
    with connect(state) as connection:
        connection.execute((HERE / "rivals" / "script.sql").read_text())
        for one, other in (ALL, ALL[::-1]):
            query = f"select count(*) from (from {one} except all from {other})"
            assert connection.execute(query).fetchone() == (0,)
        for sql in LIMITS.values():
            connection.execute(sql)
    export(state, place / "inputs")
    export_sheets(place / "inputs")
    return place


@pytest.mark.slow
def test_the_script_has_the_postings_of_the_package(folder: Path) -> None:
    assert agree("script", folder) == agree("package", folder) == 9_200


@pytest.mark.slow
@pytest.mark.parametrize("is_explained", [False, True])
@pytest.mark.parametrize("name", ["pandas", "polars", "loop"])
def test_every_rival_pays_the_same_to_the_cent(folder: Path, name: str, is_explained: bool) -> None:
    if name == "polars" and not importlib.util.find_spec("polars"):
        pytest.skip("needs polars: make rivals")
    rival = importlib.import_module(f"bench.rivals.{FRAMES[name]}")
    output = folder / f"{name}.{'csv' if name == 'loop' else 'parquet'}"
    rival.calculate(folder / "inputs", output, is_explained)
    assert agree(name, folder) == 9_200


@pytest.mark.slow
def test_a_cent_too_much_is_found(folder: Path) -> None:
    from bench.rivals import pandas_frame

    right, wrong = folder / "right.parquet", folder / "wrong.parquet"
    pandas_frame.calculate(folder / "inputs", right, False)
    slip = "amount + if(posting_key = (select min(posting_key) from postings), 0.01, 0)"
    with duckdb.connect() as connection:
        connection.execute(f"create table postings as from '{right}'")
        connection.execute(f"copy (select * replace ({slip} as amount) from postings) to '{wrong}'")
    assert agree("right", folder) == 9_200
    with pytest.raises(ValueError, match="wrong: 4600 postings"):
        agree("wrong", folder)


@pytest.mark.proof
def test_tryton_pays_the_flat_rate_that_it_is_given(folder: Path) -> None:
    if not calculation.TRYTON.exists():
        pytest.skip("needs Tryton in an environment of its own: make erp")
    assert calculation.tryton(folder)["commissions"] == calculation.FEW


@pytest.mark.slow
def test_the_script_writes_the_files_of_the_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFOS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    company = write_company(tmp_path / "company", 400, kind="team")
    whole.script(company / "data", tmp_path / "script")
    assert whole.perfos(company)["posted"] > 800
    same_files(tmp_path / "script", tmp_path / "home" / "bench" / "published")
    event = tmp_path / "script" / "event.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"create table event as from '{event}'")
        connection.execute(f"copy (from event limit 399) to '{event}'")
    with pytest.raises(ValueError, match=r"event\.parquet"):
        same_files(tmp_path / "script", tmp_path / "home" / "bench" / "published")
