"""How cells are read once it is known how their column is written."""

from datetime import date
from decimal import Decimal

from tests.ingestion.test_detection import read


def test_a_declared_format_is_the_only_one():
    assert read(["01/02/2024", "2024-02-01"], "date", format="%m/%d/%Y") == [date(2024, 1, 2), None]
    assert read(["01/03/17"], "date", format="%d/%m/%Y") == [None]
    assert read(["01-03-17"], "date", format="%d-%m-%y") == [date(2017, 3, 1)]
    assert read(["1.234", "1,5"], "decimal", decimal=",") == [Decimal(1234), Decimal("1.5")]
    assert read(["1'234.5"], "decimal", thousands="'") == [Decimal("1234.5")]
    assert read(["1_234.5"], "decimal", thousands="_") == [Decimal("1234.5")]


def test_what_is_no_number_is_none():
    texts = ["(5)", "5-", "5 %", "€5", "1,2,3", "1.2.3", "0x10", "NaN", "Infinity", "1e99", "٣"]
    assert read([*texts, *["7"] * 200], "decimal")[: len(texts)] == [None] * len(texts)
    assert read([" 5 ", "+5", "-.5", "5.", "1.5E+03"], "decimal") == [
        5,
        5,
        Decimal("-0.5"),
        5,
        1500,
    ]


def test_integers_have_no_fraction():
    assert read(["1,000", "2", "3.00", "1.5", *["1"] * 40], "integer")[:4] == [1000, 2, 3, None]


def test_digits_that_a_type_keeps():
    assert read(["0.0061234567"], "rate") == [Decimal("0.0061234567")]
    assert read(["999999999999999999.999999"], "decimal") == [Decimal("999999999999999999.999999")]


def test_moments_with_an_offset_are_moved_to_utc():
    texts = ["2024-01-01T00:30:00+02:00", "2024-01-01T00:30:00Z", "2024-01-01 00:30"]
    assert read(texts, "date") == [date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 1)]


def test_booleans():
    texts = ["true", "NO", "1", "f", "Y", "maybe"]
    assert read(texts, "boolean") == [True, False, True, False, True, None]
