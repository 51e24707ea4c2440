"""The pages of a review say what the snapshot says, and are safe to open."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from pypdf import PdfReader

from perfos.scorecard.content import Review, points, read_review
from perfos.scorecard.page import write_html
from perfos.scorecard.pdf import write_pdf
from perfos.scorecard.words import moved, shown

WAREHOUSE = Path(__file__).parents[1] / "semantic_layer" / "warehouse.sql"


@pytest.fixture(scope="module")
def review() -> Review:
    with duckdb.connect() as connection:
        connection.execute(WAREHOUSE.read_text())
        return read_review(connection, "snapshot-1", "monthly")


def test_a_review_shows_what_is_looked_at_as_often_or_more_often() -> None:
    with duckdb.connect() as connection:
        connection.execute(WAREHOUSE.read_text())
        connection.execute("update scorecard.scorecard set cadence = 'yearly' where kpi_no = 1")
        counts = [
            len(read_review(connection, "", cadence).cards)
            for cadence in ("weekly", "monthly", "quarterly", "yearly", None)
        ]
    assert counts == [0, 2, 2, 3, 3]


def test_both_pages_tell_value_target_state_and_outlook(review: Review, tmp_path: Path) -> None:
    write_html(review, tmp_path / "review.html")
    write_pdf(review, tmp_path / "review.pdf")
    html = (tmp_path / "review.html").read_text()
    pdf = PdfReader(tmp_path / "review.pdf").pages[0].extract_text()
    for text in ("Small: monthly review", "25.0 %", "30.0 %", "12,345.67 EUR", "on course"):
        assert text in html and text in pdf, text
    for text in ("critical", "unmeasured", "What changed last", "+5.0 points", "snapshot-1"):
        assert text in html and text in pdf, text
    assert 'points="0.0,24.0 120.0,0.0 "' in html


def test_the_same_review_gives_the_same_bytes(review: Review, tmp_path: Path) -> None:
    for number in (1, 2):
        write_pdf(review, tmp_path / f"{number}.pdf")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_what_people_call_a_kpi_is_never_markup(review: Review, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}"
    cards = [card | {"title": hostile, "owner": hostile} for card in review.cards]
    write_html(replace(review, cards=cards), tmp_path / "review.html")
    write_pdf(replace(review, cards=cards), tmp_path / "review.pdf")
    html = (tmp_path / "review.html").read_text()
    assert "<script" not in html and "{{ 7 * 7 }}" in html


@pytest.mark.parametrize(
    ("value", "unit", "words", "change"),
    [
        ("0.12345", "share", "12.3 %", "+12.3 points"),
        ("-1234.5", "money", "-1,234.50 EUR", "-1,234.50 EUR"),
        ("3.10", "ratio", "3.1", "+3.1"),
        ("12.345", "days", "12.34 days", "+12.34 days"),
        ("0", "count", "0 count", "0 count"),
    ],
)
def test_a_value_is_told_in_its_unit(value: str, unit: str, words: str, change: str) -> None:
    assert shown(Decimal(value), unit, "EUR") == words
    assert moved(Decimal(value), unit, "EUR") == change
    assert shown(None, unit) == moved(None, unit) == "-"


def test_one_value_is_no_line() -> None:
    assert points({"history": [{"value": Decimal(1)}]}, 10, 10) == []
    flat = [{"value": Decimal(2)}, {"value": Decimal(2)}]
    assert points({"history": flat}, 10, 10) == [(0, 5), (10, 5)]
