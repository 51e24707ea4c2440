"""A KPI that passes a threshold is noted once, and told once to whom it concerns."""

import duckdb
import pytest

from audit.kpi_changes import note_changes, tell_changes
from perfos.company.notifications import Notifications
from tests.audit.test_notify import heard

__all__ = ["heard"]
CARD = """
create or replace table scorecard.scorecard as
select 'churn' as kpi_id, 1 as kpi_no, 'Churn' as title, 'Ada' as owner, '2026-03' as period,
    'share' as unit, 0.06::decimal(28, 10) as value, 0.05::decimal(28, 10) as target,
    '{status}' as status
"""


@pytest.fixture
def company():
    """Return a function that runs the company with its KPI in a state, and what it is told of."""
    with duckdb.connect() as connection:
        connection.execute("create schema ledger; create schema scorecard")

        def ran(status, wanted):
            connection.execute(CARD.format(status=status))
            note_changes(connection, "run-1")
            return tell_changes(connection, "small", Notifications.model_validate(wanted))

        yield ran, connection


def test_a_change_of_state_is_told_once_and_not_at_every_run(company, heard, monkeypatch):
    url, said = heard
    monkeypatch.setenv("HOOK", url)
    ran, connection = company
    for status in ("good", "warning", "warning", "critical", "critical", "good", "good"):
        assert not ran(status, {"kpis": [{"to": "HOOK"}]})
    assert [one["title"] for one in said] == [
        "small: Churn is warning", "small: Churn is critical", "small: Churn is good",
    ]  # fmt: skip
    assert said[0]["message"] == (
        "Churn was 6.0 % in 2026-03; the target is 5.0 %. Before: good. Owner: Ada."
    )
    changes = connection.execute(
        "select change_no, status_before, status from ledger.kpi_change order by change_no"
    ).fetchall()
    assert changes == [(1, "good", "warning"), (2, "warning", "critical"), (3, "critical", "good")]


def test_who_asks_for_some_states_or_kpis_hears_no_other(company, heard, monkeypatch):
    url, said = heard
    monkeypatch.setenv("HOOK", url)
    ran, _ = company
    wanted = [
        {"to": "HOOK", "on": ["critical"], "title": "{kpi} {status} {before}"},
        {"to": "HOOK", "kpis": ["nps"], "title": "never"},
    ]
    for status in ("warning", "critical"):
        ran(status, {"kpis": wanted})
    assert [one["title"] for one in said] == ["Churn critical warning"]


def test_a_message_that_cannot_be_delivered_is_recorded_and_stops_nothing(company, monkeypatch):
    monkeypatch.setenv("DEAD", "json://127.0.0.1:9/s3cret")
    ran, connection = company
    (problem,) = ran("critical", {"kpis": [{"to": "DEAD"}]})
    assert "churn" in problem and "s3cret" not in problem
    told = "select change_no, is_delivered from ledger.kpi_notification"
    assert connection.execute(told).fetchall() == [(1, False)]
    assert not ran("critical", {"kpis": [{"to": "DEAD"}]})


def test_a_kpi_that_nobody_has_measured_is_no_news(company):
    ran, connection = company
    assert not ran("unmeasured", {"kpis": [{"to": "UNSET"}]})
    assert connection.execute("select count(*) from ledger.kpi_change").fetchall() == [(0,)]
