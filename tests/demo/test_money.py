"""Money that adds up: invoices, payments, credit notes, cancellations, rates."""

from datetime import date
from pathlib import Path

from perfos.demo import generate
from tests.demo.conftest import DEALS, Ask, look


def test_invoices_add_up_to_the_order(ask: Ask) -> None:
    """All parts are there, but for what the last day or a cancellation kept from being sent."""
    ((more, exact, less),) = ask(
        "with billed as (select order_id, sum(value) as value, count(*) = count(value) as whole "
        "from read_invoices group by all), ordered as (select opportunity_id as order_id, "
        "try_cast(amount as decimal(18, 2)) as amount from opportunities) "
        "select count(*) filter (value > amount), count(*) filter (value = amount), "
        "count(*) filter (value < amount) from billed join ordered using (order_id) where whole"
    )
    assert more == 0
    assert exact > 10 * less > 0


def test_payments_and_credits_stay_below_the_invoice(ask: Ask) -> None:
    for table in ("payments", "credit_notes"):
        wrong = ask(
            f"select invoice_id from read_{table} as part join read_invoices as whole "
            "using (invoice_id) group by all "
            "having sum(part.value) > any_value(whole.value) or min(part.value) <= 0 "
            "or min(part.day) <= any_value(whole.day) limit 3"
        )
        assert wrong == []
    ((partial, full),) = ask(
        "select count(*) filter (part.value < whole.value), "
        "count(*) filter (part.value = whole.value) "
        "from read_payments as part join read_invoices as whole using (invoice_id)"
    )
    assert 0.1 < partial / full < 0.4


def test_only_won_deals_are_cancelled_and_later(ask: Ask) -> None:
    assert (
        ask(
            "select cancellation_id from read_cancellations join opportunities "
            "on order_id = opportunity_id where is_won = 'false' or day <= close_date::date "
            "or value <> try_cast(opportunities.amount as decimal(18, 2)) limit 3"
        )
        == []
    )


def test_rates_are_there_for_every_day_that_needs_one(ask: Ask) -> None:
    """Working days only, and never more than three days between two."""
    rates = (
        "select currency, strptime(rate_on, '%d.%m.%Y')::date as day, "
        "replace(rate, ',', '.')::decimal(12, 6) as rate from fx_rates"
    )
    assert ask(
        f"select currency, max(gap), min(day), max(day), max(weekday), min(rate) > 0.5, "
        f"max(rate) < 2 from (select *, isodow(day) as weekday, day - lag(day) over "
        f"(partition by currency order by day) as gap from ({rates})) group by all order by all"
    ) == [(*row, True, True) for row in _expected_rates()]
    assert (
        ask(
            "select currency from opportunities where currency is not null group by all "
            "having currency not in ('EUR', 'USD', 'GBP', 'CHF')"
        )
        == []
    )


def _expected_rates() -> list[tuple]:
    return [
        (currency, 3, date(2024, 12, 23), date(2026, 12, 31), 5)
        for currency in ("CHF", "GBP", "USD")
    ]


def test_amounts_have_cents_and_are_skewed(ask: Ask) -> None:
    ((mean, median, whole),) = ask(
        "select avg(amount), median(amount), avg((amount % 1 = 0)::int) from "
        "(select try_cast(amount as decimal(18, 2)) as amount from opportunities)"
    )
    assert mean > 2 * float(median) > 2 * 1_000
    assert whole < 0.05


def test_dirt_is_as_frequent_as_asked(ask: Ask, tmp_path: Path) -> None:
    strangers = "not in (select person_id from people)"
    deals = (
        f"select count(*) filter (owner_id {strangers}), count(*) filter (currency is null), "
        "count(*) filter (try_cast(amount as decimal(18, 2)) is null) from opportunities"
    )
    invoices = (
        f"select count(*) filter (sales_person {strangers}), count(*) filter (currency is null), "
        "count(*) filter (value is null), count(*) filter (day is null) from read_invoices"
    )
    for (found,), records in ((ask(deals), DEALS), (ask(invoices), 16_800)):
        assert min(found) > 0
        assert 0.001 < sum(found) / records < 0.003
    generate(tmp_path / "clean", 1_000, seed=7, dirt=0)
    generate(tmp_path / "dirty", 1_000, seed=7, dirt=1_000)
    clean, dirty = look(tmp_path / "clean"), look(tmp_path / "dirty")
    assert (clean(deals), clean(invoices)) == ([(0, 0, 0)], [(0, 0, 0, 0)])
    assert sum(dirty(deals)[0]) == 1_000
