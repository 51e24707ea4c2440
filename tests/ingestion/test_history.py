"""A table that keeps what a CRM forgets: which values its records had, load by load."""

import sys

import pytest

from perfos.company.sources import Sources

CHANGES = "record_id, field, old_value, new_value, is_first"


def crm(bench, watch=("stage", "amount")):
    columns = {"amount": {"type": "decimal"}}
    deals = {"name": "deals", "files": "*.csv", "columns": columns}
    history = {"name": "changes", "history_of": "deals", "key": ["deal_id"], "watch": list(watch)}
    return bench.company([{"name": "crm", "kind": "files", "tables": [deals, history]}])


def changes(bench, where="not is_first"):
    return bench.query(f"select {CHANGES} from raw.crm__changes where {where} order by _row")


def test_values_are_noted_first_and_when_they_change(bench):
    bench.write("deals.csv", "deal_id,stage,amount\nD1,Open,100.00\nD2,Open,\n")
    bench.load(crm(bench))
    assert changes(bench, "is_first") == [
        ("D1", "amount", None, "100", True),
        ("D1", "stage", None, "Open", True),
        ("D2", "amount", None, None, True),
        ("D2", "stage", None, "Open", True),
    ]
    bench.load(crm(bench))
    assert changes(bench) == []
    bench.write("deals.csv", "deal_id,stage,amount\nD1,Won,100\nD2,Open,7.50\n,Open,1\n")
    bench.load(crm(bench))
    assert changes(bench) == [
        ("D1", "stage", "Open", "Won", False),
        ("D2", "amount", None, "7.5", False),
    ]
    bench.write("deals.csv", "deal_id,stage,amount\nD1,Open,100\nD2,,7.50\n")
    bench.load(crm(bench))
    assert changes(bench)[2:] == [
        ("D1", "stage", "Won", "Open", False),
        ("D2", "stage", "Open", None, False),
    ]
    moments = bench.query("select count(distinct seen_at), count(*) from raw.crm__changes")
    assert moments == [(3, 8)]


def test_a_record_of_two_files_is_what_the_last_load_says(bench):
    bench.write("a.csv", "deal_id,stage,amount\nD1,Open,1\n")
    bench.load(crm(bench))
    bench.write("b.csv", "deal_id,stage,amount\nD1,Won,1\n")
    bench.load(crm(bench))
    bench.load(crm(bench))
    assert changes(bench) == [("D1", "stage", "Open", "Won", False)]


def test_a_column_that_is_watched_later_begins_then(bench):
    bench.write("deals.csv", "deal_id,stage,amount\nD1,Open,1\n")
    bench.load(crm(bench, ["stage"]))
    bench.load(crm(bench))
    assert changes(bench, "true") == [
        ("D1", "stage", None, "Open", True),
        ("D1", "amount", None, "1", True),
    ]


def test_a_load_that_ended_before_it_was_noted_is_noted_by_the_next(bench, monkeypatch):
    bench.write("deals.csv", "deal_id,stage,amount\nD1,Open,1\n")
    bench.load(crm(bench))
    bench.write("deals.csv", "deal_id,stage,amount\nD1,Won,1\n")
    with monkeypatch.context() as patch:
        patch.setattr(
            sys.modules["ingestion.load"], "note_history", lambda *_: pytest.fail("killed")
        )
        with pytest.raises(pytest.fail.Exception):
            bench.load(crm(bench))
    bench.load(crm(bench))
    assert changes(bench) == [("D1", "stage", "Open", "Won", False)]


@pytest.mark.parametrize(
    ("history", "allowed"),
    [
        ({"history_of": "deals"}, "key and watch"),
        ({"history_of": "sales", "key": ["id"], "watch": ["stage"]}, "deals"),
        ({"history_of": "deals", "key": ["id"], "watch": ["a"], "files": "x"}, "not with history"),
        ({"files": "x", "watch": ["stage"]}, "only with history_of"),
    ],
)
def test_what_is_wrong_with_a_history_is_told(history, allowed):
    tables = [{"name": "deals", "files": "*"}, {"name": "changes", **history}]
    with pytest.raises(ValueError, match=allowed):
        Sources.model_validate({"sources": [{"name": "crm", "kind": "files", "tables": tables}]})
