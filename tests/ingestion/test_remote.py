"""Files that lie elsewhere are copied once, read as those at home, and tell no secret."""

import fsspec
import pytest
from flask import Flask

from ingestion import LoadError
from ingestion.reach import reach
from tests.apis.served import Faults, served

DEALS = "deal_id,amount\nD1,1.50\n"
TYPES = {"deal_id": {"type": "text"}, "amount": {"type": "decimal"}}


def company(bench, address, files="*.csv"):
    deals = {"name": "deals", "files": files, "columns": TYPES}
    return bench.company([{"name": "crm", "kind": "files", "address": address, "tables": [deals]}])


@pytest.fixture
def bucket():
    """Yield a file system in memory, in the place of a bucket."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def test_files_of_a_bucket_are_read_once_and_again_when_they_change(bench, bucket):
    bucket.pipe({"/exports/2026/a.csv": DEALS.encode(), "/exports/notes.txt": b"x"})
    place = company(bench, "memory://exports", "2026/*.csv")
    assert (bench.load(place).files_new, bench.rows("deal_id", "_file")) == (
        1,
        [("D1", "2026/a.csv")],
    )
    result = bench.load(place)
    assert (result.files_new, result.files_skipped) == (0, 1)
    bucket.pipe("/exports/2026/a.csv", DEALS.replace("1.50", "2.75").encode())
    assert bench.load(place).files_new == 1
    assert [str(amount) for (amount,) in bench.rows("amount")] == ["2.750000"]
    bucket.rm("/exports/2026/a.csv")
    assert bench.load(place).rows_total == 1


def test_a_file_of_the_web_is_its_address(bench):
    app, sheet = Flask("web"), [DEALS]
    app.add_url_rule("/export", view_func=lambda: sheet[0])
    faults = Faults(app)
    with served(faults) as address:
        place = company(bench, f"{address}/export?format=csv", "deals.csv")
        assert bench.load(place).rows_total == 1
        sheet[0] = DEALS + "D2,7\n"
        assert bench.load(place).rows_total == 2
        assert (
            reach(place, place.sources[0], bench.folder / "scratch")
            == f"1 files at {address}/export?format=csv"
        )
        faults.schedule = dict.fromkeys(range(len(faults.asked), 99), "down")
        with pytest.raises(LoadError, match=r"crm: the files at http.* cannot be read"):
            bench.load(place)


def test_a_name_that_leaves_the_folder_is_refused(bench, bucket, monkeypatch):
    bucket.pipe("/exports/a.csv", DEALS.encode())
    evil = {"/exports/../../evil.csv": {"size": 1, "created": 1}}
    monkeypatch.setattr(type(bucket), "find", lambda *_, **__: evil)
    with pytest.raises(LoadError, match="no name for a copy"):
        bench.load(company(bench, "memory://exports", "*"))


def test_what_is_wrong_is_told_without_the_secret(bench, monkeypatch):
    monkeypatch.setenv("SOURCES__CRM__OPTIONS", '{"username": "anna", "password": "hunter2"}')
    with pytest.raises(LoadError, match="cannot be read") as told:
        bench.load(company(bench, "ftp://127.0.0.1:1/exports"))
    assert "hunter2" not in str(told.value)
    assert told.value.__context__ is None
    monkeypatch.setenv("SOURCES__CRM__OPTIONS", "hunter2")
    with pytest.raises(LoadError, match="OPTIONS is no JSON object") as told:
        bench.load(company(bench, "ftp://127.0.0.1:1/exports"))
    assert "hunter2" not in str(told.value)
