"""Pages fetched ahead: the next one while one is worked on, and no failure lost."""

import json
import threading

import duckdb
import pytest

from ingestion.api.ahead import ahead
from ingestion.api.pages import Pages
from ingestion.errors import LoadError


def test_the_next_page_is_fetched_while_one_is_worked_on():
    is_fetched = threading.Event()

    def pages():
        yield 1
        is_fetched.set()
        yield 2

    found = ahead(pages())
    assert next(found) == 1
    assert is_fetched.wait(10)
    assert list(found) == [2]


def test_a_failure_comes_after_the_pages_before_it():
    def pages():
        yield 1
        raise LoadError("no second page")

    found = ahead(pages())
    assert next(found) == 1
    with pytest.raises(LoadError, match="no second page"):
        next(found)


def read(folder, *pages):
    """Return the columns and rows of pages that are kept and read."""
    kept = Pages(folder)
    kept.keep(pages)
    with duckdb.connect() as scratch:
        records = kept.records(scratch, "crm.deals", ("id",))
        return records.columns, scratch.execute("from records order by _row").fetchall()


def test_values_are_text_as_it_was_sent(tmp_path):
    rows = [{"id": "2", "amount": "12345678901234567.10", "is_won": True, "of": {"a": [1, None]}}]
    columns, found = read(tmp_path, rows, [], [{"id": "1", "amount": None, "note": "\ud800ü"}])
    assert columns == ["amount", "id", "is_won", "note", "of"]
    assert found == [
        (1, None, "1", None, "?ü", None),
        (2, "12345678901234567.10", "2", "true", None, json.dumps(rows[0]["of"]).replace(" ", "")),
    ]


def test_a_row_that_came_twice_is_there_as_it_came_last(tmp_path):
    _, found = read(tmp_path, [{"id": "1", "name": "old"}], [{"id": "1", "name": "new"}])
    assert found == [(1, "1", "new")]


def test_keys_that_differ_in_case_alone_are_refused(tmp_path):
    with pytest.raises(LoadError, match='"NAme" and "Name" differ only in capital letters'):
        read(tmp_path, [{"id": "1", "Name": "x", "NAme": "y"}])
