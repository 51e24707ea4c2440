"""Declarations that change: everything is read again, or nothing is touched."""

import pytest

from ingestion import LoadError
from tests.ingestion.test_versions import TYPES, amounts, counts, deals


def test_another_declaration_reads_everything_again(bench):
    """A column that is mapped later, or gets another type, must not stay empty in older rows."""
    bench.write("a.csv", "deal_id,amount,closed\nD1,1,03/04/2024\n")
    bench.load(bench.files({"deal_id": "text"}))
    assert bench.rows("_dims") == [('{"amount":"1","closed":"03/04/2024"}',)]
    bench.load(bench.files({**TYPES, "closed": {"type": "date", "format": "%d/%m/%Y"}}))
    assert bench.rows("amount", "closed::varchar", "_dims") == [(1, "2024-04-03", None)]
    result = bench.load(bench.files({"amount": "text", "closed": "text"}))
    assert counts(result) == (1, 1, 1, 0)
    assert bench.rows("amount", "closed", "_dims") == [("1", "03/04/2024", '{"deal_id":"D1"}')]
    assert bench.query("select count(*) from raw.files") == [(1,)]


def test_another_declaration_needs_the_files_again(bench):
    bench.write("a.csv", deals(1))
    bench.load(bench.files(TYPES))
    (bench.data / "a.csv").rename(bench.folder / "a.csv")
    with pytest.raises(LoadError, match=r"a\.csv is no longer in .*Put it back"):
        bench.load(bench.files({"deal_id": "text"}))
    assert counts(bench.load(bench.files(TYPES))) == (1, 0, 0, 0)


def test_a_declaration_that_does_not_fit_leaves_raw_as_it_was(bench):
    bench.write("a.csv", deals(1))
    bench.load(bench.files(TYPES))
    before = bench.query("from raw.crm__deals"), bench.query("from raw.files")
    with pytest.raises(LoadError, match="no column owner"):
        bench.load(bench.files({**TYPES, "owner": "text"}))
    assert before == (bench.query("from raw.crm__deals"), bench.query("from raw.files"))


def test_one_broken_file_loads_nothing(bench):
    bench.write("a.csv", deals(1))
    bench.load(bench.files(TYPES))
    bench.write("b.csv", deals(2))
    bench.write("c.csv", "deal_id\nD3\n")
    with pytest.raises(LoadError, match=r"c\.csv: no column amount"):
        bench.load(bench.files(TYPES))
    assert amounts(bench) == [1]
    bench.write("c.csv", deals(3))
    assert counts(bench.load(bench.files(TYPES))) == (3, 2, 2, 1)
