"""The same bytes from the same seed, and nobody's files lost."""

import hashlib
from pathlib import Path

import duckdb
import pytest

from orchestration.location import ROOT
from perfos.demo import generate, records, write_configuration, write_data
from tests.demo.conftest import DEALS

GOLDEN = "9d507bf89e25d9873b7c211f86470b4e0166f49c5711264bb02e464c1a023d69"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for name, content in contents(folder).items():
        if name.endswith(".csv"):
            whole.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


@pytest.mark.parametrize("threads", [1, 4])
def test_threads_and_slices_change_nothing(
    company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    connect = duckdb.connect

    def connect_with_threads(file: str) -> duckdb.DuckDBPyConnection:
        connection = connect(file)
        connection.execute(f"set threads = {threads}")
        return connection

    monkeypatch.setattr(records.duckdb, "connect", connect_with_threads)
    monkeypatch.setattr(records, "SLICE", 7_001)
    again = tmp_path / "company"
    generate(again, DEALS, seed=7)
    expected, found = contents(company), contents(again)
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []


def test_every_machine_and_version_writes_these_bytes(tmp_path: Path) -> None:
    """A digest that was noted once: change it only when the demo is meant to change."""
    generate(tmp_path / "demo", 1_000, seed=7)
    assert digest(tmp_path / "demo") == GOLDEN


def test_another_seed_writes_other_bytes(tmp_path: Path) -> None:
    generate(tmp_path / "demo", 1_000, seed=7)
    generate(tmp_path / "other" / "demo", 1_000, seed=8)
    one, other = contents(tmp_path / "demo"), contents(tmp_path / "other" / "demo")
    same = {name for name in one if one[name] == other[name]}
    assert same == {
        "access.yml",
        "company.yml",
        "sources.yml",
        "rules.yml",
        "kpis.yml",
        "data/crm/products.csv",
        "data/crm/territories.csv",
        *(name for name in one if name.startswith(("plans/", "parameters/"))),
    }


def test_committed_demo_is_what_the_generator_writes(tmp_path: Path) -> None:
    write_configuration(tmp_path / "demo", 5_000, seed=7)
    committed = {
        name: content
        for name, content in contents(ROOT / "companies" / "demo").items()
        if not name.startswith("data/")
    }
    assert committed == contents(tmp_path / "demo"), "write_configuration(companies/demo, 5000, 7)"


def test_data_alone_leaves_the_configuration(tmp_path: Path) -> None:
    """Finance's own changes stay, and the records follow the people of the folder."""
    folder = tmp_path / "demo"
    write_configuration(folder, 1_000, seed=7)
    (folder / "company.yml").write_text("title: Ours now\n")
    org = (folder / "org.csv").read_text().replace("U0008", "OURS")
    (folder / "org.csv").write_text(org)
    before = contents(folder)
    write_data(folder, 1_000, seed=7)
    after = contents(folder)
    assert {name: after[name] for name in before} == before
    assert all(name.startswith("data/") for name in after.keys() - before.keys())
    assert b",OURS," in after["data/crm/opportunities_2025.csv"]


def test_a_killed_generator_leaves_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file would be loaded, and paid."""

    def killed(message: str) -> None:
        if "payments" in message:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate(tmp_path / "demo", 1_000, seed=7, progress=killed)
    assert not (tmp_path / "demo" / "data").exists()


def test_days_without_a_seller_are_refused(tmp_path: Path) -> None:
    """Deals without an owner would silently be fewer than asked for."""
    folder = tmp_path / "demo"
    write_configuration(folder, 1_000, seed=7)
    org = (folder / "org.csv").read_text().replace("inside_sales", "outside_sales")
    (folder / "org.csv").write_text(org)
    with pytest.raises(ValueError, match="nobody is account_executive, or nobody inside_sales"):
        write_data(folder, 1_000, seed=7)


def test_a_company_is_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "company.yml").write_text("title: Ours\n")
    with pytest.raises(FileExistsError, match="holds a company already"):
        generate(folder, 1_000, seed=7)
    assert contents(folder) == {"company.yml": b"title: Ours\n"}


@pytest.mark.parametrize(
    ("deals", "dirt"), [(999, 2), (10_000_001, 2), (1_000, -1), (1_000, 1_001)]
)
def test_sizes_out_of_range_are_refused(tmp_path: Path, deals: int, dirt: int) -> None:
    with pytest.raises(ValueError, match="found, allowed"):
        generate(tmp_path / "demo", deals, seed=7, dirt=dirt)
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize(
    ("folder", "name"), [("demo", "demo"), ("Big Demo-2", "big_demo_2"), ("2026", "demo_2026")]
)
def test_the_folder_names_the_company(tmp_path: Path, folder: str, name: str) -> None:
    write_configuration(tmp_path / folder, 1_000, seed=7)
    assert f"\nname: {name}\n" in (tmp_path / folder / "company.yml").read_text()
