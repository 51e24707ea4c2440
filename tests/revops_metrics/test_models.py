"""What single models promise: doubt is marked, touches get a whole deal, no file is needed."""

from decimal import Decimal

from tests.package_session import change
from tests.revops_metrics.session import Metrics

DEAL = {"opportunity_id": "A", "owner_id": "ann", "currency": "EUR", "created_on": "2026-01-05"}
WON = [change("A", "2026-03-10 09:00:00", "stage", "Talk", "Won")]
POINT = """
select stage, is_contradicted from revops_metrics.opportunity_history
where valid_from < ?::date + 1 and valid_until >= ?::date + 1
"""


def test_a_log_that_contradicts_the_record_is_marked_and_counted(session: Metrics):
    log = [
        change("A", "2026-01-20 09:00:00", "stage", "Talk", "Offer"),
        change("A", "2026-02-20 09:00:00", "amount", "100", "120.00"),
    ]
    row = DEAL | {"stage": "Talk", "amount": 120}
    session.calculate(opportunity=[row], opportunity_change=log)
    assert session.query(POINT, "2026-01-10", "2026-01-10") == [("Talk", False)]
    assert session.query(POINT, "2026-01-31", "2026-01-31") == [("Talk", True)]
    assert session.rows("contradiction", ("opportunity_id", "field")) == [("A", "stage")]
    assert session.rows("metric_part", ("contradicted_deals",))[0] == (1,)


def test_a_deal_without_a_log_is_open_until_the_day_of_its_record(session: Metrics):
    row = DEAL | {"stage": "Won", "amount": 70, "closed_on": "2026-03-10"}
    other = DEAL | {"opportunity_id": "B", "stage": "Talk", "created_on": "2026-04-01"}
    session.calculate(opportunity=[row, other])
    assert session.query(POINT, "2026-03-09", "2026-03-09") == [(None, False)]
    assert session.query(POINT, "2026-03-10", "2026-03-10") == [("Won", False)]
    won = "select period, won_deals, won_amount, cycle_days from revops_metrics.metric_part "
    assert session.query(won + "where won_deals > 0") == [("2026-03", 1, Decimal(70), 64)]


def test_the_touches_of_a_deal_are_given_all_of_it(session: Metrics):
    days = {"web": "2026-01-05", "fair": "2026-02-01", "call": "2026-03-09", "late": "2026-03-11"}
    touches = [
        {"touch_id": f"t{number}", "opportunity_id": "A", "touched_on": days[name], "channel": name}
        for number, name in enumerate(days)
    ]
    row = DEAL | {"stage": "Won", "amount": "100.01", "closed_on": "2026-03-10"}
    session.calculate(opportunity=[row], opportunity_change=WON, touches=touches)
    found = session.rows("attribution", ("model", "channel", "amount"))
    assert [(model, channel, str(amount)) for model, channel, amount in found] == [
        ("first", "web", "100.010000"),
        ("last", "call", "100.010000"),
        ("linear", "call", "33.340000"),
        ("linear", "fair", "33.340000"),
        ("linear", "web", "33.330000"),
        ("position", "call", "40.000000"),
        ("position", "fair", "20.000000"),
        ("position", "web", "40.010000"),
    ]


def test_without_files_there_is_no_metric_and_no_error(session: Metrics):
    row = DEAL | {"stage": "Won", "amount": 100, "closed_on": "2026-03-10"}
    session.calculate(opportunity=[row], opportunity_change=WON, stages=[], settings=[])
    assert session.rows("metric", ("metric",)) == []
    session.calculate()
    assert session.rows("metric", ("metric",)) == []
    session.calculate(opportunity=[row], opportunity_change=WON, settings=[])
    metrics = {name for (name,) in session.rows("metric", ("metric",))}
    assert {"win_rate", "pipeline_age"} <= metrics and "stale_share" not in metrics


def test_no_column_is_floating_point(session: Metrics):
    session.calculate()
    floating = session.query(
        "select table_name, column_name from information_schema.columns "
        "where table_schema = 'revops_metrics' and data_type in ('DOUBLE', 'FLOAT')"
    )
    assert floating == []
