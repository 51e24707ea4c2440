"""What becomes of columns: names, types, dims, hashes; and errors that name the file."""

from datetime import datetime
from decimal import Decimal

import pytest
import xlsxwriter

from ingestion import LoadError


def test_columns_that_nothing_uses_become_dims(bench):
    bench.write("a.csv", 'deal_id,Größe,n,"an ""odd"" one"\nD1, ,007,"a\nb"\nD2,,,\n')
    bench.load(bench.files({"deal_id": "text"}))
    assert bench.rows("_dims") == [('{"n":"007","an_odd_one":"a\\nb"}',), (None,)]


def test_text_stays_as_it_was_and_blank_is_null(bench):
    bench.write("a.csv", "deal_id,amount\n D1 , 5 \n  ,\t\n")
    bench.load(bench.files({"deal_id": "text", "amount": "decimal"}))
    assert bench.rows("deal_id", "amount") == [(" D1 ", 5), (None, None)]


def test_the_hash_knows_content_alone(bench):
    bench.write("a.csv", "deal_id,amount,note\nD1,5,x\nD2,5,x\n")
    bench.write("b.csv", "note,deal_id,amount\nx,D1,5\n")
    bench.load(bench.files({"deal_id": "text"}))
    (first,), (second,), (again,) = bench.rows("_hash")
    assert first == again != second


def test_raw_has_the_types_that_are_declared(bench):
    names = {
        "d": "date",
        "t": "timestamp",
        "n": "decimal",
        "r": "rate",
        "i": "integer",
        "b": "boolean",
    }
    bench.write(
        "a.csv", f"{','.join(names)},deal_id\n2024-01-01,2024-01-01 10:00:00,1.5,0.1,7,yes,x\n"
    )
    bench.load(bench.files(names | {"deal_id": "text"}))
    types = dict(
        bench.query(
            "select column_name, data_type from duckdb_columns() where table_name = 'crm__deals'"
        )
    )
    own = {"_dims": "VARCHAR", "_file": "VARCHAR", "_row": "BIGINT", "_hash": "VARCHAR"}
    assert types == own | {
        "_problems": "VARCHAR",
        "_dlt_load_id": "VARCHAR",
        "deal_id": "VARCHAR",
        "d": "DATE",
        "t": "TIMESTAMP",
        "n": "DECIMAL(28,6)",
        "r": "DECIMAL(28,10)",
        "i": "BIGINT",
        "b": "BOOLEAN",
    }
    assert bench.rows("t", "b", "i") == [(datetime(2024, 1, 1, 10), True, 7)]


def test_a_failed_formula_is_a_problem_of_its_row(bench):
    book = xlsxwriter.Workbook(str(bench.data / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(2, 0, ["deal_id", "amount"])
    for row, value in enumerate([1.5, 2.5, 3.5], start=3):
        sheet.write_row(row, 0, [f"D{row}", value])
    sheet.write(8, 0, "D9")
    sheet.write_formula(8, 1, "=1/0", "", "#DIV/0!")
    book.close()
    bench.load(bench.files({"deal_id": "text", "amount": "decimal"}))
    assert bench.rows("_row", "amount") == [
        (2, Decimal("1.5")),
        (3, Decimal("2.5")),
        (4, Decimal("3.5")),
        (7, None),
    ]
    assert bench.problems() == [(7, "amount", "#Div0", "unreadable_number")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.csv",
            "deal_id,amuont\nD1,5\n",
            r"a\.csv: no column amount \(did you mean amuont\?\); the columns are: deal_id, amuont",
        ),
        ("a.csv", "", "the file is empty"),
        ("a.csv", "deal_id,Amount,amount\nD1,5,5\n", '"Amount" and "amount" are both named amount'),
        ("a.csv", "deal_id,amount,_row\nD1,5,5\n", "has a name that raw tables use"),
        (
            "a.csv",
            "deal_id,amount\nD\xfc,5\n".encode("cp1252"),
            "not UTF-8 .byte 0xfc.*windows-1252",
        ),
        ("a.csv.gz", b"no gzip", "cannot be unpacked"),
        ("a.xlsx", b"no workbook", "cannot be read as a workbook"),
        ("a.parquet", b"no parquet", "cannot be read as Parquet"),
        ("a.doc", b"x", "suffix does not say what format"),
        ("a.csv", "deal_id,amount\nD1," + "5" * 3_000_000, "cannot be cut into lines"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_that_cannot_be_read_is_named(bench, name, content, message):
    bench.write(name, content)
    with pytest.raises(LoadError, match=f"crm.deals: .*{message}"):
        bench.load(bench.files({"deal_id": "text", "amount": "decimal"}))


def test_no_file_at_all_is_an_error(bench):
    with pytest.raises(LoadError, match=r"crm\.deals: no file deals\*\.csv in .*data"):
        bench.load(bench.files(files="deals*.csv"))


def test_a_sheet_that_is_missing_is_named(bench):
    book = xlsxwriter.Workbook(str(bench.data / "a.xlsx"))
    book.add_worksheet("Deals")
    book.close()
    with pytest.raises(LoadError, match='no sheet "Sales"; it has Deals'):
        bench.load(bench.files(sheet="Sales"))
    with pytest.raises(LoadError, match="the sheet is empty"):
        bench.load(bench.files())
