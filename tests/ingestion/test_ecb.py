"""The euro reference rates of the ECB, from a server that has its files."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from ingestion import LoadError
from tests.apis.door import at_once
from tests.apis.served import Faults, served

__all__ = ["at_once"]

HISTORY = "Date,USD,CYP,\n2026-04-13,1.1684,N/A,\n2026-04-10,1.1711,N/A,\n"
DAILY = "Date, USD, JPY, \n13 April 2026, 1.1684, 186.75, \n"
COLUMNS = {"date": {"type": "date"}, "currency": {"type": "text"}, "rate": {"type": "rate"}}


def company(bench, object_, address=None):
    table = {"name": "rates", "object": object_, "columns": COLUMNS}
    source = {"name": "fx", "kind": "ecb", "tables": [table]}
    return bench.company([source | ({"address": address} if address else {})])


def rates(bench):
    return bench.query("select date, currency, rate from raw.fx__rates order by all")


@pytest.fixture
def bank(at_once, monkeypatch):
    """Serve files as the bank does, packed; yield them by name, to be changed."""
    files = {"eurofxref-hist": HISTORY, "eurofxref": DAILY}
    app = Flask("ecb")

    @app.get("/stats/eurofxref/<name>.zip")
    def packed(name):
        if files[name].startswith("<"):
            return files[name]
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(f"{name}.csv", files[name])
        return archive.getvalue(), {"Content-Type": "application/zip"}

    faults = Faults(app)
    with served(faults) as address:
        monkeypatch.setenv("SOURCES__FX__ADDRESS", f"{address}/stats/eurofxref/")
        yield files, faults


def test_the_history_is_one_row_for_each_rate(bench, bank):
    result = bench.load(company(bench, "history"))
    usd = [
        (date(2026, 4, 10), "USD", Decimal("1.1711")),
        (date(2026, 4, 13), "USD", Decimal("1.1684")),
    ]
    assert rates(bench) == usd
    assert (result.rows_total, result.problems, result.requests) == (2, 0, 1)
    files, _ = bank
    files["eurofxref-hist"] = HISTORY.replace("1.1711", "1.1712")
    bench.load(company(bench, "history"))
    assert rates(bench)[0][2] == Decimal("1.1712")


def test_the_daily_file_is_added_to_the_days_before(bench, bank):
    files, _ = bank
    bench.load(company(bench, "daily"))
    files["eurofxref"] = "Date, USD, \n14 April 2026, 1.17, \n"
    assert bench.load(company(bench, "daily")).rows_total == 3
    bench.load(company(bench, "daily"))
    assert rates(bench) == [
        (date(2026, 4, 13), "JPY", Decimal("186.75")),
        (date(2026, 4, 13), "USD", Decimal("1.1684")),
        (date(2026, 4, 14), "USD", Decimal("1.17")),
    ]


def test_all_rates_that_the_bank_ever_published(bench, bank, shared):
    files, _ = bank
    files["eurofxref-hist"] = (shared / "data" / "ecb_fx" / "eurofxref-hist.csv").read_text()
    bench.load(company(bench, "history"))
    found = "from raw.fx__rates where currency = 'USD' and date in"
    days = "('1999-01-04', '2008-07-15', '2020-03-23', '2022-12-30')"
    assert [rate for (rate,) in bench.query(f"select rate {found} {days} order by date")] == [
        Decimal("1.1789"), Decimal("1.5990"), Decimal("1.0783"), Decimal("1.0666"),
    ]  # fmt: skip
    assert bench.query(
        "select count(distinct date), count(*) filter (rate is null), "
        "max(date) filter (currency = 'RUB') from raw.fx__rates"
    ) == [(6983, 0, date(2022, 3, 1))]


@pytest.mark.parametrize("fault", ["drop", "busy", "down", "lost"])
def test_what_breaks_off_is_asked_again(bench, bank, fault):
    _, faults = bank
    faults.schedule = {0: fault}
    assert bench.load(company(bench, "history")).rows_total == 2
    assert len(faults.asked) == 2


def test_what_is_wrong_is_told(bench, bank, monkeypatch):
    with pytest.raises(LoadError, match="no object weekly; allowed: history, daily"):
        bench.load(company(bench, "weekly"))
    files, _ = bank
    files["eurofxref"] = "<html>Sign in to the network</html>"
    with pytest.raises(LoadError, match="whether a proxy answers in its place"):
        bench.load(company(bench, "daily"))
    monkeypatch.delenv("SOURCES__FX__ADDRESS")
    with pytest.raises(LoadError, match="is not https"):
        bench.load(company(bench, "daily", "http://rates.example.com/"))
