"""Records that fit together, as those of a real CRM and ERP do."""

import pytest

from tests.demo.conftest import DEALS, Ask


def test_there_are_as_many_records_as_there_should_be(ask: Ask) -> None:
    assert ask("select count(*), count(distinct opportunity_id) from opportunities") == [
        (DEALS, DEALS)
    ]
    ((won, closed),) = ask(
        "select count(*) filter (is_won = 'true'), count(*) filter (is_closed = 'true') "
        "from opportunities"
    )
    assert 0.40 < won / DEALS < 0.47
    assert 0.90 < closed / DEALS < 0.97
    ((invoices,),) = ask("select count(*) from invoices")
    assert 1.7 < invoices / won < 2.1


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("accounts", "account_id"),
        ("products", "product_id"),
        ("territories", "territory_id"),
        ("opportunity_history", "(opportunity_id, changed_at, field)"),
        ("opportunity_splits", "(opportunity_id, user_id, split_type)"),
        ("invoices", "invoice_id"),
        ("payments", "payment_id"),
        ("credit_notes", "credit_note_id"),
        ("cancellations", "cancellation_id"),
        ("fx_rates", "(rate_on, currency, quote_currency)"),
        ("subscriptions", "(subscription_id, start_date)"),
    ],
)
def test_keys_are_unique(ask: Ask, table: str, key: str) -> None:
    ((count, keys),) = ask(f"select count(*), count(distinct {key}) from {table}")
    assert count == keys > 0


@pytest.mark.parametrize(
    ("table", "column", "parent", "key"),
    [
        ("accounts", "parent_account_id", "accounts", "account_id"),
        ("accounts", "territory_id", "territories", "territory_id"),
        ("territories", "region_id", "territories", "territory_id"),
        ("opportunities", "account_id", "accounts", "account_id"),
        ("opportunities", "product_id", "products", "product_id"),
        ("opportunity_history", "opportunity_id", "opportunities", "opportunity_id"),
        ("opportunity_splits", "opportunity_id", "opportunities", "opportunity_id"),
        ("opportunity_splits", "user_id", "people", "person_id"),
        ("invoices", "order_id", "opportunities", "opportunity_id"),
        ("payments", "sales_person", "people", "person_id"),
        ("payments", "invoice_id", "invoices", "invoice_id"),
        ("credit_notes", "invoice_id", "invoices", "invoice_id"),
        ("cancellations", "order_id", "opportunities", "opportunity_id"),
    ],
)
def test_references_lead_somewhere(
    ask: Ask, table: str, column: str, parent: str, key: str
) -> None:
    assert ask(f"select count({column}) > 0 from {table}") == [(True,)]
    lost = ask(f"select {column} from {table} where {column} not in (select {key} from {parent})")
    assert lost == []


def test_owners_have_a_selling_role_on_the_day(ask: Ask) -> None:
    without = ask(
        "select opportunity_id from opportunities anti join org on owner_id = person_id "
        "and close_date between valid_from and coalesce(valid_to, '9999') "
        "and role in ('account_executive', 'inside_sales') "
        "where is_closed = 'true' and owner_id in (select person_id from people) limit 3"
    )
    assert without == []


def test_specialists_overlay_and_teams_share_all(ask: Ask) -> None:
    assert ask(
        "select distinct sum(percent::int) from opportunity_splits where split_type = 'revenue' "
        "group by opportunity_id"
    ) == [(100,)]
    roles = ask(
        "select distinct split_type, role from opportunity_splits "
        "join opportunities using (opportunity_id) join org on user_id = person_id "
        "and close_date between valid_from and coalesce(valid_to, '9999') order by all"
    )
    assert roles == [("overlay", "solution_specialist"), ("revenue", "account_executive")]
    shared = ask("select count(*) from opportunity_splits where percent::int < 100")
    assert shared[0][0] > 100


def test_history_ends_where_the_opportunity_stands(ask: Ask) -> None:
    for field in ("stage", "forecast_category"):
        apart = ask(
            f"select opportunity_id, {field}, last from opportunities join ("
            "select opportunity_id, arg_max(new_value, changed_at) as last "
            f"from opportunity_history where field = '{field}' group by all) using (opportunity_id)"
            f" where {field} <> last limit 3"
        )
        assert apart == []
    assert ask("select distinct field from opportunity_history order by all") == [
        ("amount",),
        ("close_date",),
        ("forecast_category",),
        ("stage",),
    ]


def test_software_that_was_won_is_a_subscription_of_its_customer(ask: Ask) -> None:
    ((won, sold, changed, ended),) = ask(
        "select (select count(*) from opportunities where is_won = 'true' "
        "and product_id like 'SW-%'), count(distinct subscription_id), "
        "count(*) - count(distinct subscription_id), count(distinct subscription_id) "
        "filter (end_date is not null) from subscriptions"
    )
    # The last ones begin after the day of the export.
    assert 0.97 < sold / won <= 1
    assert changed > sold / 10 and ended > sold / 50
    strangers = ask(
        "select * from subscriptions anti join opportunities "
        "on opportunity_id = 'D' || subscription_id[2:] "
        "and opportunities.account_id = subscriptions.account_id and is_won = 'true'"
    )
    assert strangers == []
    assert ask("select * from subscriptions where end_date < start_date") == []
