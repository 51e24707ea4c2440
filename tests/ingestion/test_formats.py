"""Every format and way of writing becomes the same rows."""

import gzip
import json
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest
import xlsxwriter

TYPES = {"close_date": "date", "amount": "decimal", "deal_id": "text"}
ROWS = [
    ("D1", date(2024, 3, 1), Decimal("1234.50"), "Ünal & Söhne"),
    ("D2", date(2024, 3, 31), Decimal("-0.07"), 'say "hi" twice'),
    ("D3", None, None, None),
]
HEADER = ["Deal ID", "Close Date", "Amount", "Account Name"]
CSV = (
    "Deal ID,Close Date,Amount,Account Name\n"
    'D1,2024-03-01,1234.50,Ünal & Söhne\nD2,2024-03-31,-0.07,"say ""hi"" twice"\nD3,,,\n'
)
GERMAN = (
    "Deal ID;Close Date;Amount;Account Name\r\n"
    'D1;01.03.2024;1.234,50;Ünal & Söhne\r\nD2;31.03.2024;-0,07;"say ""hi"" twice"\r\nD3;;;\r\n'
)
OBJECTS = [
    {
        "Deal ID": "D1",
        "Close Date": "2024-03-01",
        "Amount": 1234.50,
        "Account Name": "Ünal & Söhne",
    },
    {"Amount": -0.07, "Deal ID": "D2", "Close Date": "2024-03-31", "Account Name": ROWS[1][3]},
    {"Deal ID": "D3", "Close Date": None},
]


def workbook(path):
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Notes").write(0, 0, "nothing")
    sheet, day = book.add_worksheet("Deals"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEADER)
    for row, (deal, closed, amount, account) in enumerate(ROWS, start=1):
        sheet.write(row, 0, deal)
        if closed:
            sheet.write_datetime(row, 1, datetime.combine(closed, datetime.min.time()), day)
            sheet.write_number(row, 2, float(amount))
            sheet.write(row, 3, account)
    book.close()


def parquet(path):
    values = ", ".join(["(?, ?::date, ?::decimal(9, 2), ?)"] * len(ROWS))
    names = ", ".join(f'"{name}"' for name in HEADER)
    with duckdb.connect() as connection:
        connection.execute(f"create table t ({names.replace(',', ' varchar,')} varchar)")
        connection.execute(
            f"copy (select * from (values {values}) as t({names})) to '{path}' (format parquet)",
            [value for row in ROWS for value in row],
        )


def text(content, encoding="utf-8"):
    return lambda path: path.write_bytes(content.encode(encoding))


MAKERS = {
    "plain.csv": (text(CSV), {}),
    "bom.csv": (text(CSV, "utf-8-sig"), {}),
    "utf16.csv": (text(CSV, "utf-16"), {}),
    "mac.csv": (text(CSV.replace("\n", "\r")), {}),
    "mixed.csv": (text(CSV.replace("\n", "\r\n", 2)), {}),
    "no_end.csv": (text(CSV.rstrip("\n")), {}),
    "late.csv": (text("\n\n" + CSV), {}),
    "trailing.csv": (text(CSV.replace(",\n", ",,\n")), {}),
    "cp1252.csv": (text(GERMAN, "windows-1252"), {"encoding": "windows-1252"}),
    "pipes.csv": (text(CSV.replace(",", "|")), {}),
    "tabs.tsv": (text(CSV.replace(",", "\t")), {}),
    "packed.csv.gz": (lambda path: path.write_bytes(gzip.compress(CSV.encode())), {}),
    "export.txt": (text(GERMAN), {"format": "csv", "delimiter": ";"}),
    "LINES [1]*?.JSONL": (text("\n".join(map(json.dumps, OBJECTS))), {}),
    "book.xlsx": (workbook, {"sheet": "Deals"}),
    "table [1]*?.parquet": (parquet, {}),
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_format_gives_the_same_rows(bench, name):
    make, declared = MAKERS[name]
    make(bench.data / name)
    result = bench.load(bench.files(TYPES, **declared))
    first = 1 if name.startswith(("LINES", "table")) else 2
    columns = ("deal_id", "close_date", "amount", "_dims ->> 'account_name'", "_row", "_file")
    assert bench.rows(*columns) == [(*row, first + place, name) for place, row in enumerate(ROWS)]
    assert (result.rows_total, result.problems, result.files_new) == (3, 0, 1)
    assert result.totals == {"amount": Decimal("1234.43")}
