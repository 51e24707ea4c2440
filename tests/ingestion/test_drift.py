"""Columns that come, go and change are noted once, and stop a load only if a mapping needs them."""

import pytest

from ingestion import LoadError

TYPES = {"deal_id": "text", "amount": "decimal"}


def load(bench, text, name="deals.csv"):
    bench.write(name, text)
    return bench.load(bench.files(TYPES)).drift


def test_each_change_is_noted_once(bench):
    assert load(bench, "deal_id,amount,region\nD1,1.00,north\n") == ()
    assert load(bench, "deal_id,amount,region\nD1,2.00,north\n") == ()
    assert load(bench, "deal_id,amount,discount\nD1,2.00,5\n") == (
        "new column discount",
        "gone column region",
    )
    assert load(bench, "deal_id,amount,discount\nD1,3.00,5\n") == ()
    assert load(bench, "deal_id,amount,discount,region\nD1,3.00,5,south\n") == (
        "back column region",
    )
    assert bench.rows("_dims") == [('{"discount":"5","region":"south"}',)]
    found = bench.query("select column_name, change from raw.drift order by change_no")
    assert found == [
        ("amount", "first"), ("deal_id", "first"), ("region", "first"),
        ("discount", "new"), ("region", "gone"), ("region", "back"),
    ]  # fmt: skip


def test_cells_that_no_longer_read_are_noted_until_they_do(bench):
    rows = "".join(f"D{number},{number}.50\n" for number in range(20))
    load(bench, "deal_id,amount\n" + rows)
    odd = load(bench, "deal_id,amount\n" + rows + "D20,ten\n")
    assert odd == ('unreadable column amount (1 cells, such as "ten")',)
    assert load(bench, "deal_id,amount\n" + rows + "D21,ten\n") == ()
    assert load(bench, "deal_id,amount\n" + rows) == ("readable column amount",)


def test_a_load_without_news_changes_nothing(bench):
    load(bench, "deal_id,amount,region\nD1,1.00,north\n")
    assert bench.load(bench.files(TYPES)).drift == ()


def test_a_column_that_is_needed_stops_the_load(bench):
    load(bench, "deal_id,amount\nD1,1.00\n")
    with pytest.raises(LoadError, match=r"no column amount \(did you mean amounts"):
        load(bench, "deal_id,amounts\nD1,1.00\n")
    assert bench.rows("amount") == [(1,)]
