"""A page never adds up a part of what there is."""

from types import SimpleNamespace

import pytest

from semantic.dashboards import who
from semantic.errors import QueryError


def answering(monkeypatch, rows):
    """Have the semantic layer answer with so many rows."""
    answer = SimpleNamespace(rows=[{"earnings.amount": 1}] * rows)
    monkeypatch.setattr(who, "client", lambda: SimpleNamespace(load=lambda _: answer))


def test_rows_that_were_cut_off_are_refused(monkeypatch):
    answering(monkeypatch, who.MOST)
    with pytest.raises(QueryError, match="choose a month"):
        who.load({"measures": ["earnings.amount"]})
    assert len(who.load({"measures": ["earnings.amount"], "limit": who.MOST})) == who.MOST


def test_names_lose_their_view(monkeypatch):
    answering(monkeypatch, 2)
    assert who.load({"measures": ["earnings.amount"]}) == [{"amount": 1}, {"amount": 1}]
