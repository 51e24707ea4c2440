"""`perfos statement --pdf` and `--xlsx`: enough to recalculate, and nothing that runs."""

import re
import zipfile
from collections import defaultdict
from datetime import date
from decimal import Decimal

import fastexcel
import pypdf
import pytest

from perfos.statement.pdf import write_pdf
from perfos.statement.xlsx import write_xlsx

HOSTILE = [
    '=HYPERLINK("http://example.com","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "\t=1+1",
    "<b>bold</b><br/>&amp; <a href='http://example.com'>x</a>",
    "<font color='red'>",
    "\u202eesrever\u2066",
    "line\nbreak\x00\x1b[31m",
    "山田太郎 Łukasz Ωμέγα Жанна",
    "x" * 5000,
]


def sheet(file, name):
    table = fastexcel.read_excel(file).load_sheet(name, header_row=None, dtypes="string")
    rows = table.to_arrow().to_pylist()
    return [[cell for cell in row.values() if cell is not None] for row in rows]


def pdf_text(file):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def line(**more):
    """Return a line of a statement whose derivation says nothing."""
    return {
        "entry_id": "0123456789abcdef", "date": date(2026, 1, 2), "period": "2026-01",
        "kind": "original", "reason": "earning", "event_id": "E1", "deal_id": "E1",
        "customer": "Acme", "plan_id": "ae", "component_id": "new", "component": "New",
        "rate_unit": "share", "amount": Decimal("12.34"), "currency": "EUR",
        "is_earned_now": True, "credited": None, "quota": None, "before": None, "after": None,
        "rates": [], "steps": [],
    } | more  # fmt: skip


def content(**more):
    empty = {"periods": [], "balances": [], "totals": {}, "switches": [], "lines": [line()]}
    return {"company": "Acme", "payee_id": "p1", "name": "Ann", "period": "2026-01"} | empty | more


def test_a_statement_can_be_recalculated_from_the_workbook(perfos, tmp_path):
    file = tmp_path / "statement.xlsx"
    assert "is written" in perfos("statement", "p1", "2025-02", "--xlsx", file)
    parts, results = defaultdict(Decimal), {}
    for cells in sheet(file, "Derivation")[1:]:
        if len(cells) == 7:
            base, rate, amount = map(Decimal, cells[4:])
            assert round(base * rate, 6) == amount or cells[3].startswith("top up")
            parts[cells[0]] += amount
        elif cells and cells[3] in ("rounding", "taken by the cap"):
            parts[cells[0]] += Decimal(cells[4])
        elif cells and cells[3] == "comes to":
            results[cells[0]] = Decimal(cells[4])
    assert results and {key: round(parts[key], 6) for key in results} == results
    rows = sheet(file, "Statement")
    assert ["opening balance", "0"] in rows
    assert ["paid out with this month", "-6500"] in rows
    assert ["closing balance", "0"] in rows
    assert any("rounding mode: half_up" in cell for row in sheet(file, "Switches") for cell in row)


def test_a_statement_can_be_recalculated_from_the_pdf(perfos, tmp_path):
    file = tmp_path / "statement.pdf"
    perfos("statement", "p1", "2025-02", "--pdf", file)
    text = " ".join(pdf_text(file).split())
    for part in (
        "Opening balance 0.00 EUR",
        "paid out with this month -6,500.00 EUR",
        "Closing balance 0.00 EUR",
        "60,000 to 130,000 of a quota of 100,000",
        "40,000 x 0.08 = 3,200",
        "comes to 6,800",
        "rounding mode: half_up",
    ):
        assert part in text, part


def test_a_file_that_cannot_be_written_is_told(perfos, tmp_path):
    for name in ("pdf", "xlsx"):
        file = tmp_path / "nowhere" / "s"
        assert "cannot write" in perfos("statement", "p1", f"--{name}", file, code=2)


def test_the_same_statement_gives_the_same_pdf(tmp_path):
    for name in ("a.pdf", "b.pdf"):
        write_pdf(content(), {"EUR": 2}, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(tmp_path, text):
    step = {"what": text, "base": None, "rate": None, "amount": Decimal(1)}
    hostile = content(
        name=text,
        company=text,
        lines=[line(customer=text, event_id=text, component=text, steps=[step])],
        switches=[{"plan_id": text, "component_id": text, "table": text, "values": text}],
        balances=[
            {"title": text, "currency": "EUR", "opening": Decimal(0), "closing": Decimal(1)}
            | {"moves": [{"what": text, "amount": Decimal(1)}]}
        ],
    )
    write_xlsx(hostile, {}, tmp_path / "s.xlsx")
    write_pdf(hostile, {}, tmp_path / "s.pdf")
    with zipfile.ZipFile(tmp_path / "s.xlsx") as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert not re.search(r"<f[ >]|<hyperlink", sheets)
    active = rb"/(JavaScript|JS|URI|Launch|OpenAction)\b"
    assert not re.search(active, (tmp_path / "s.pdf").read_bytes())
    assert "12.34 EUR" in pdf_text(tmp_path / "s.pdf")


def test_a_text_like_a_formula_is_kept_as_text_when_it_is_edited(tmp_path):
    write_xlsx(content(name="x", lines=[line(customer="=1+1")]), {}, tmp_path / "s.xlsx")
    with zipfile.ZipFile(tmp_path / "s.xlsx") as book:
        assert 'quotePrefix="1"' in book.read("xl/styles.xml").decode()
    assert any("=1+1" in row for row in sheet(tmp_path / "s.xlsx", "Statement"))


def test_letters_of_the_world_can_be_read(tmp_path):
    write_pdf(content(name="Łukasz Ωμέγα Жанна 山"), {}, tmp_path / "s.pdf")
    assert "Łukasz Ωμέγα Жанна [U+5C71]" in pdf_text(tmp_path / "s.pdf")


def test_balances_stand_in_the_json(perfos):
    (balance,) = perfos("statement", "p1", "2025-02", "--json")["balances"]
    assert (balance["opening"], balance["closing"]) == ("0.000000", "0.000000")
    assert {move["what"]: move["amount"] for move in balance["moves"]} == {
        "earned": "6800.000000",
        "earned, corrected for earlier days": "-300.000000",
        "paid out with this month": "-6500.000000",
    }
