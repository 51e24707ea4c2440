"""What is wrong with a database is told, but never its password."""

import pytest

from ingestion import LoadError
from tests.ingestion.test_sql import erp
from tests.postgres import PASSWORD


def test_a_key_that_is_none_is_refused(bench, sqlite):
    sqlite.execute("create table orders (id integer, changed text)")
    sqlite.execute("insert into orders values (1, '2024-01-01'), (1, '2024-01-02')")
    with pytest.raises(LoadError, match=r'erp\.orders: the key id does not tell.*"1" is empty or'):
        bench.load(erp(bench, table="orders", key=["id"], cursor="changed"))
    sqlite.execute("update orders set id = null where changed = '2024-01-01'")
    with pytest.raises(LoadError, match="does not tell the rows apart"):
        bench.load(erp(bench, table="orders", key=["id"], cursor="changed"))


def everything(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_password_is_nowhere(bench, postgres, postgres_database, monkeypatch, capfd):
    postgres.execute("create table orders (id integer); insert into orders values (1)")
    bench.load(erp(bench, {"id": "integer"}, table="orders"))
    with pytest.raises(
        LoadError, match=r'erp\.orders: the database says: .*"missing" does not exist'
    ):
        bench.load(erp(bench, table="missing"))
    wrong = PASSWORD + "-wrong"
    for url in (postgres_database.replace(PASSWORD, wrong), f"nodb://u:{wrong}@h/x", f"{wrong} !"):
        monkeypatch.setenv("SOURCES__ERP__URL", url)
        with pytest.raises(LoadError) as error:
            bench.load(erp(bench, table="orders"))
        assert PASSWORD not in str(error.value) and error.value.__cause__ is None
    assert PASSWORD not in "".join(capfd.readouterr())
    assert PASSWORD.encode() not in everything(bench.state.folder)


def test_an_address_that_is_not_set_says_how_to_set_it(bench):
    with pytest.raises(LoadError, match="Set the environment variable SOURCES__ERP__URL"):
        bench.load(erp(bench, table="orders"))


def test_a_column_that_is_missing_is_named(bench, sqlite):
    sqlite.execute("create table orders (order_id integer)")
    with pytest.raises(LoadError, match=r"erp\.orders: no column ordr_id .did you mean order_id"):
        bench.load(erp(bench, {"ordr_id": "integer"}, table="orders"))
