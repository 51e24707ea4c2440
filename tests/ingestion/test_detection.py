"""Detection: the right reading or none, never another one."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion import LoadError
from ingestion.door import dates, numbers
from ingestion.door.detect import reading
from ingestion.door.records import Records
from perfos.company.sources import ColumnType

CONNECTION = duckdb.connect()
CONNECTION.execute("set timezone = 'UTC'")
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
AMOUNTS = st.decimals(-(10**12), 10**12, places=2)


def read(texts, type_, exact=False, **declared):
    """Return the values of a column of texts, as the door reads them."""
    CONNECTION.execute("create or replace table records (_row bigint, x varchar)")
    CONNECTION.execute("insert into records select 0, unnest(?)", [texts])
    records = Records("f.csv", ["x"], frozenset(["x"] if exact else []))
    way = reading(CONNECTION, records, "x", ColumnType(type=type_, **declared))
    rows = CONNECTION.execute(f"select {way('trim(x)')} from records order by rowid").fetchall()
    return [value for (value,) in rows]


def grouped(amount, style, thousands):
    """Return an amount as someone writes it who groups digits, or does not."""
    text = f"{amount:,.2f}" if thousands else f"{amount:.2f}"
    return text.translate(str.maketrans({",": style.thousands, ".": style.decimal}))


@settings(deadline=None, max_examples=100)
@given(st.lists(DAYS, min_size=1, max_size=12), st.sampled_from(dates.FORMATS))
def test_dates_are_read_as_written_or_not_at_all(days, format):
    if "%y" in format:
        days = [day.replace(year=1970 + day.year % 90) for day in days if day.day < 29] or days
    texts = [day.strftime(format) for day in days]
    meant = [datetime.strptime(text, format).date() for text in texts]
    try:
        assert read(texts, "date") == meant
    except LoadError as error:
        assert "can be read in two ways" in str(error)
        assert "%Y" not in format or all(day.day <= 12 for day in days)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), min_size=1, max_size=6))
def test_timestamps_keep_their_time(moments):
    texts = [moment.isoformat(sep=" ") for moment in moments]
    assert read(texts, "timestamp") == moments
    days = [date.fromisoformat(text[:10]) for text in texts]
    assert read(texts, "date") == days


@settings(deadline=None, max_examples=100)
@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.sampled_from(numbers.STYLES), st.booleans())
def test_amounts_with_cents_are_read_as_written(amounts, style, thousands):
    texts = [grouped(amount, style, thousands) for amount in amounts]
    assert read(texts, "decimal") == amounts


@settings(deadline=None, max_examples=40)
@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=8))
def test_three_decimals_are_never_taken_for_thousands(amounts):
    """1.234 alone may be one and a bit, or more than a thousand: then it is nobody's guess."""
    texts = [f"{amount:.3f}" for amount in amounts]
    try:
        assert read(texts, "decimal") == amounts
    except LoadError as error:
        assert "can be read in two ways" in str(error)
    assert read(texts, "decimal", decimal=".") == amounts
    assert read(texts, "decimal", exact=True) == amounts


@pytest.mark.parametrize("texts", [["01-03-17"], ["01/02/2024", "03/04/2024"], ["11.12.13"]])
def test_an_undecidable_date_says_how_to_declare_it(texts):
    with pytest.raises(LoadError) as error:
        read(texts, "date")
    assert "f.csv" in str(error.value) and 'column "x"' in str(error.value)
    assert f'"{texts[0]}" is ' in str(error.value)
    assert 'columns: {x: {type: date, format: "%d/%m/%Y"}}' in str(error.value)


def test_one_value_decides_the_column():
    assert read(["01/02/2024", "13/02/2024"], "date") == [date(2024, 2, 1), date(2024, 2, 13)]
    assert read(["1.234", "1.234,5"], "decimal") == [Decimal("1234"), Decimal("1234.5")]


def test_a_few_unreadable_values_are_rows_with_problems():
    good = [(date(2024, 1, 1) + timedelta(days=number)) for number in range(95)]
    texts = [day.strftime("%d/%m/%Y") for day in good] + [
        "31/02/2024",
        "n/a",
        "01/13/2024",
        "-",
        "?",
    ]
    assert read(texts, "date") == good + [None] * 5


def test_a_column_that_mostly_cannot_be_read_is_an_error():
    with pytest.raises(LoadError, match=r'does not read as date.*reads 50%.*does not read "x"'):
        read(["2024-01-31", "x"], "date")
    with pytest.raises(LoadError, match="does not read as decimal"):
        read(["12 apples", "3 pears"], "decimal")
    with pytest.raises(LoadError, match=r"reads 0% of its values.*does not read"):
        read(["many"], "integer")
