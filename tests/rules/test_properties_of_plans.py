"""What holds for every payout curve and every split, through the whole pipeline in one run."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfos.paths import State
from perfos.plan.folder import write_folder
from perfos.plan.pipeline import calculate
from tests.rules.strategies import batches, decimals

Row = dict[str, Any]
once = settings(batches, max_examples=1)
POINTS = [{"at": 1000, "pays": 100}, {"at": 2000, "pays": 300}]
PAYS_200 = (
    {"kind": "interpolated", "points": POINTS, "beyond": "flat"},
    [Decimal(900), Decimal(600)],
    50,
)
"""A curve, its deals and a cut, of a payout that is known."""
SWITCHES = {
    "currency": "EUR",
    "fiscal_year_start": 1,
    "rounding": {"stage": "window", "mode": "half_up"},
}
PAID = """
select split_part(party_id, '.', 1), sum(amount)
from sales_commission.sales_commission__postings
where line_no = 1
group by all
"""
CREDITED = """
select split_part(event_id, '.', 1), sum(credited), any_value(measured)
from sales_commission.credit
where role = 'revenue'
group by all
"""


def total_by_example(folder: Path, examples: list[Row], query: str) -> dict[str, Any]:
    """Calculate examples, and return what a query finds for each."""
    file = {"company": SWITCHES, "rates": [], "examples": examples}
    write_folder(folder / "company", file)
    warehouse = calculate(folder / "company", State(folder / "state"))
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {row[0]: row[1:] for row in connection.execute(query).fetchall()}


def amounts() -> st.SearchStrategy[list[Decimal]]:
    """Return the amounts of some deals and credit notes."""
    return st.lists(decimals(-4000, 9000, 2).filter(bool), min_size=2, max_size=6)


@st.composite
def curves(draw: st.DrawFn) -> Row:
    """Return a payout curve, of amounts or of rates, or fixed payouts."""
    at = sorted(draw(st.sets(decimals(1, 5000, 2), min_size=2, max_size=5)))
    kind, key = draw(st.sampled_from([("interpolated", "pays"), ("interpolated", "rate")]))
    high = 3000 if key == "pays" else 1
    values = draw(st.lists(decimals(0, high, 4), min_size=len(at), max_size=len(at)))
    points = [{"at": x, key: y} for x, y in zip(at, values, strict=True)]
    return {"kind": kind, "points": points, "beyond": draw(st.sampled_from(["flat", "linear"]))}


def example(name: str, rate: Row, deals: list[Decimal]) -> Row:
    """Return an example of one component by the year, with deals of one day."""
    component = {"window": "year", "credit": {"events": ["booking"]}, "rate": rate}
    events = [
        {"id": f"e{number:02}", "on": "2026-03-01", "amount": amount}
        for number, amount in enumerate(deals)
    ]
    return {"id": name, "components": [component], "events": events, "expected": []}


@pytest.mark.slow
def test_a_curve_pays_for_the_end_of_the_way_alone(tmp_path_factory: pytest.TempPathFactory):
    """In whatever order deals come, and however they are cut, a curve pays the same in all."""

    @once
    @given(st.lists(st.tuples(curves(), amounts(), st.integers(1, 99)), min_size=24, max_size=24))
    def depend(drawn: list[tuple[Row, list[Decimal], int]]):
        batch, examples = [PAYS_200, *drawn], []
        for number, (rate, deals, percent) in enumerate(batch):
            part = (deals[0] * percent / 100).quantize(Decimal("0.01"))
            ways = {
                "a": deals,
                "b": deals[::-1],
                "c": [part, deals[0] - part, *deals[1:]],
                "d": [*deals, Decimal(500), Decimal(-500)],
                "e": [Decimal(0), sum(deals)],
            }
            examples += [example(f"{way}{number}", rate, cut) for way, cut in ways.items()]
        paid = total_by_example(tmp_path_factory.mktemp("curves"), examples, PAID)
        found = defaultdict(set)
        for one in examples:
            found[one["id"][1:]].add(paid.get(one["id"], (Decimal(0),))[0])
        odd = {number: totals for number, totals in found.items() if len(totals) != 1}
        assert not odd, [(odd[number], batch[int(number)]) for number in odd][:2]
        assert found["0"] == {200}

    depend()


@st.composite
def shares(draw: st.DrawFn) -> list[Decimal]:
    """Return two to five shares that come to 1."""
    cuts = sorted(draw(st.sets(decimals("0.000001", "0.999999", 6), min_size=1, max_size=4)))
    return [b - a for a, b in zip([Decimal(0), *cuts], [*cuts, Decimal(1)], strict=True)]


@pytest.mark.slow
def test_what_is_split_comes_to_the_whole(tmp_path_factory: pytest.TempPathFactory):
    """Shares that come to 1 are credited with the deal, up to a millionth each."""

    @once
    @given(st.lists(st.tuples(shares(), decimals(-9000, 9000, 2).filter(bool)), min_size=40))
    def add_up(batch: list[tuple[list[Decimal], Decimal]]):
        examples = []
        for number, (parts, amount) in enumerate(batch):
            people = [f"p{place}" for place in range(len(parts))]
            component = {
                "window": "event",
                "credit": {"events": ["booking"], "to": "split"},
                "rate": {"kind": "flat", "rate": 1},
            }
            splits = [
                {"deal": "D", "payee": payee, "share": share}
                for payee, share in zip(people, parts, strict=True)
            ]
            rows = {"people": people, "splits": splits, "components": [component]}
            event = {"id": "e", "by": "p0", "deal": "D", "amount": amount}
            examples.append({"id": f"s{number}", **rows, "events": [event], "expected": []})
        found = total_by_example(tmp_path_factory.mktemp("splits"), examples, CREDITED)
        assert len(found) == len(batch)
        for number, (parts, amount) in enumerate(batch):
            credited, measured = found[f"s{number}"]
            assert measured == amount
            assert abs(credited - amount) <= len(parts) * Decimal("0.0000005")

    add_up()
