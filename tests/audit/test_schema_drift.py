"""What has changed in a source is told once, all of a run in one message."""

import duckdb

from audit.schema_drift import tell_drift
from ingestion.drift import TABLE
from perfos.company.notifications import Notifications
from tests.audit.test_notify import heard

__all__ = ["heard"]
WANTED = Notifications.model_validate({"drift": [{"to": "HOOK"}]})


def test_changes_are_told_once(heard, monkeypatch):
    url, said = heard
    monkeypatch.setenv("HOOK", url)
    with duckdb.connect() as connection:
        assert tell_drift(connection, "small", WANTED) == []
        connection.execute("create schema raw; create schema ledger")
        connection.execute(TABLE)
        row = "insert into raw.drift values (?, 'crm', 'deals', ?, ?, ?, now())"
        connection.execute(row, [1, "amount", "first", None])
        assert tell_drift(connection, "small", WANTED) == []
        connection.execute(row, [2, "region", "new", None])
        connection.execute(row, [3, "amount", "unreadable", "2 cells"])
        assert tell_drift(connection, "small", Notifications()) == []
        for _ in range(2):
            assert tell_drift(connection, "small", WANTED) == []
        connection.execute(row, [4, "region", "gone", None])
        assert tell_drift(connection, "small", WANTED) == []
        monkeypatch.delenv("HOOK")
        connection.execute(row, [5, "region", "back", None])
        (problem,) = tell_drift(connection, "small", WANTED)
    assert problem.startswith("changed columns were not told to HOOK")
    assert [one["message"] for one in said] == [
        "crm.deals: new column region\ncrm.deals: unreadable column amount (2 cells)",
        "crm.deals: gone column region",
    ]
