"""A published set of 5,000 subscriptions: its known answers, out of the models and of Cube."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.package_session import Session
from tests.semantic_layer.server import World, make_world, serving

MONTH_ENDS = {
    "2023-06": 242_921,
    "2023-12": 1_262_113,
    "2024-06": 3_833_405,
    "2024-12": 10_159_608,
}
TIERS = {"Enterprise": 8_473_221, "Pro": 2_105_089, "Basic": 760_437}
TABLES = ("mrr_part", "subscription_term", "cohort")


@pytest.fixture(scope="module")
def ravenstack(session: Session, shared: Path) -> Session:
    """Return the models over the set; its company counts in dollars."""
    file = shared / "data" / "ravenstack" / "ravenstack_subscriptions.csv"
    with file.open(newline="") as lines:
        rows = [_subscription(row) for row in csv.DictReader(lines)]
    session.calculate(subscription=rows, company=[{"currency": "USD"}])
    return session


def _subscription(row: dict[str, str]) -> dict[str, Any]:
    """Return a row as plain mapping of columns makes it; `mrr_amount` is a price of a month."""
    return {
        "subscription_id": row["subscription_id"],
        "customer_id": row["account_id"],
        "product_id": row["plan_tier"],
        "starts_on": row["start_date"],
        "ends_before": row["end_date"] or None,
        "amount": row["mrr_amount"],
        "currency": "USD",
        "billing_months": 1,
    }


@pytest.fixture(scope="module")
def world(ravenstack: Session, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a server over a snapshot with the set."""
    folder = tmp_path_factory.mktemp("ravenstack")
    made = make_world(folder)
    for table in TABLES:
        name = f"recurring_revenue.{table}"
        made.warehouse.register("incoming", ravenstack.connection.table(name).to_arrow_table())
        made.warehouse.execute(f"create or replace table {name} as from incoming")
        made.warehouse.unregister("incoming")
    made.publish()
    with serving(made, folder / "server.log") as served:
        yield served


def test_mrr_at_month_ends(ravenstack: Session):
    found = ravenstack.query(
        "select period, value from recurring_revenue.metric "
        "where metric = 'mrr' and level = 'company' and span = 'month'"
    )
    assert MONTH_ENDS.items() <= dict(found).items()
    tiers = ravenstack.query(
        "select period, sum(value) from recurring_revenue.metric "
        "where metric = 'mrr' and level = 'product' and span = 'month' group by period"
    )
    assert dict(tiers) == dict(found)


def test_the_semantic_layer_tells_mrr_at_month_ends(world: World):
    question = {
        "measures": ["recurring_revenue.closing_mrr", "recurring_revenue.arr"],
        "dimensions": ["recurring_revenue.period"],
    }
    rows = world.client("gerd").load(question).rows
    found = {row["recurring_revenue.period"]: row for row in rows}
    for period, mrr in MONTH_ENDS.items():
        assert found[period]["recurring_revenue.closing_mrr"] == mrr
        assert found[period]["recurring_revenue.arr"] == 12 * mrr


def test_the_semantic_layer_tells_tiers_and_what_ended(world: World):
    client, names = world.client("gerd"), ["subscriptions.mrr", "subscriptions.terms"]
    rows = client.load({"measures": names, "dimensions": ["subscriptions.product_id"]}).rows
    assert {row["subscriptions.product_id"]: row["subscriptions.mrr"] for row in rows} == TIERS
    rows = client.load({"measures": names, "dimensions": ["subscriptions.is_ended"]}).rows
    assert sorted(tuple(row[name] for name in names) for row in rows) == [
        (1_179_139, 486),
        (10_159_608, 4_514),
    ]


def test_customers_who_left_and_came_are_those_of_the_rows(world: World, ravenstack: Session):
    """Reckoned from the rows alone: who pays at the end of a month and did not at the last one."""
    wanted = ravenstack.query(
        """
        with paid as (
            select distinct month.month_no, customer_id
            from core.subscription
            inner join recurring_revenue.month on subscription.starts_on <= known_on
                and coalesce(ends_before > known_on, true)
            where amount > 0
        )
        select month.period, count(gone.customer_id)
        from recurring_revenue.month
        left join (
            select month_no + 1 as month_no, customer_id from paid
            except select month_no, customer_id from paid
        ) as gone using (month_no)
        group by month.period
        """
    )
    names = ["recurring_revenue.churned_customers"]
    question = {"measures": names, "dimensions": ["recurring_revenue.period"]}
    rows = world.client("gerd").load(question).rows
    assert {row["recurring_revenue.period"]: row[names[0]] for row in rows} == dict(wanted)
    assert sum(count for _, count in wanted) > 0
