"""Spreadsheets as people make them: titles over the header, merged cells, months across."""

from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from ingestion import LoadError

ACROSS = {"keep": ["rep"], "name": "month", "value": "quota"}
TYPES = {"quota": "decimal", "rep": "text", "month": "text"}
GRID = [
    ["Quotas of 2026", "", "", "", ""],
    ["", "2026 Q1", "", "2026 Q2", ""],
    ["Rep", "Jan", "Feb", "Apr", "May"],
    ["E-1", 100, 200, 300, ""],
    ["Total", 100, 200, 300, 0],
]


def workbook(bench, grid=GRID, name="quotas.xlsx"):
    (bench.data).mkdir(exist_ok=True)
    book = xlsxwriter.Workbook(str(bench.data / name))
    sheet = book.add_worksheet("FY26")
    for number, row in enumerate(grid):
        for place, cell in enumerate(row):
            if cell != "":
                sheet.write(number, place, cell)
    if grid is GRID:
        sheet.merge_range(1, 1, 1, 2, "2026 Q1")
    book.close()


def quotas(bench):
    return bench.query("select rep, month, quota from raw.crm__deals order by _row, month")


def test_a_merged_header_and_months_across_become_rows(bench):
    workbook(bench)
    company = bench.files(TYPES, sheet="FY26", header=[2, 3], unpivot=ACROSS)
    assert bench.load(company).problems == 0
    assert quotas(bench) == [
        ("E-1", "2026 Q1 Feb", 200),
        ("E-1", "2026 Q1 Jan", 100),
        ("E-1", "2026 Q2 Apr", 300),
        ("Total", "2026 Q1 Feb", 200),
        ("Total", "2026 Q1 Jan", 100),
        ("Total", "2026 Q2 Apr", 300),
        ("Total", "2026 Q2 May", 0),
    ]


def test_the_same_from_a_file_with_decimal_commas_in_windows_1252(bench):
    lines = [";".join(str(cell) for cell in row) for row in GRID[:3]]
    bench.write("quotas.csv", "\r\n".join([*lines, "Müller;100,50;;1.300,00;"]).encode("cp1252"))
    bench.load(bench.files(TYPES, header=[2, 3], unpivot=ACROSS, encoding="windows-1252"))
    assert quotas(bench) == [
        ("Müller", "2026 Q1 Jan", Decimal("100.50")),
        ("Müller", "2026 Q2 Apr", Decimal(1300)),
    ]


def test_a_title_over_the_header(bench):
    workbook(bench, [["Deals"], ["Deal ID", "Closed"], ["D1", "2026-01-31"]])
    types = {"deal_id": "text", "closed": "date"}
    bench.load(bench.files(types, header=[2, 2]))
    assert bench.rows("deal_id", "closed") == [("D1", date(2026, 1, 31))]


def test_rates_of_the_ecb_from_a_folder(bench):
    bench.write("rates.csv", "Date,USD,JPY,\n2026-04-13,1.1684,186.75,\n2026-04-10,1.1711,,\n")
    wide = {"keep": ["date"], "name": "currency", "value": "rate"}
    types = {"date": "date", "currency": "text", "rate": "rate"}
    bench.load(bench.files(types, unpivot=wide))
    found = bench.query("select date, currency, rate from raw.crm__deals order by all")
    assert found == [
        (date(2026, 4, 10), "USD", Decimal("1.1711")),
        (date(2026, 4, 13), "JPY", Decimal("186.75")),
        (date(2026, 4, 13), "USD", Decimal("1.1684")),
    ]


def test_what_is_wrong_is_told(bench):
    workbook(bench)
    with pytest.raises(LoadError, match="no header in the rows 9 to 9"):
        bench.load(bench.files(TYPES, header=[9, 9]))
    with pytest.raises(LoadError, match="no column seller"):
        keep = ACROSS | {"keep": ["seller"]}
        bench.load(bench.files(TYPES, header=[2, 3], unpivot=keep))
    with pytest.raises(ValueError, match="first and the last row"):
        bench.files(TYPES, header=[3, 2])
