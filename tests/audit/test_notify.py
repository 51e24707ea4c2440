"""People are told of what happened to a month; what cannot be delivered stops nothing."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import duckdb
import pytest

from audit.log import PeriodEvent
from audit.notify import notify
from perfos.company.notifications import Notifications

CLOSED = PeriodEvent(
    7, "2026-01", "closed", None, "casey", "{actor} is right", datetime.now(), "", 1,
    {"seal": "5ea1"},
)  # fmt: skip


@pytest.fixture
def heard() -> Iterator[tuple[str, list[dict]]]:
    """Return the address of a webhook, and what it has heard."""
    said: list[dict] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://127.0.0.1:{server.server_port}/hook", said
    server.shutdown()


def test_people_are_told_and_failures_are_recorded(
    heard: tuple[str, list[dict]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, said = heard
    monkeypatch.setenv("HOOK", url)
    monkeypatch.setenv("DEAD", "json://127.0.0.1:9/s3cret")
    monkeypatch.setenv("NONSENSE", "nonsense")
    wanted = Notifications.model_validate(
        {"send": [{"to": name, "on": ["closed"]} for name in ("HOOK", "DEAD", "NONSENSE", "UNSET")]
         + [{"to": "HOOK", "on": ["paid"]},
            {"to": "HOOK", "on": ["closed"], "title": "{period}", "body": "{seal}{due_at}"}]}
    )  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute("create schema ledger")
        problems = notify(connection, "small", wanted, [CLOSED])
        recorded = connection.execute(
            "select recipient, is_delivered from ledger.notification order by all"
        ).fetchall()

    assert [(one["title"], one["message"]) for one in said] == [
        ("small 2026-01: closed", "closed by casey. {actor} is right"),
        ("2026-01", "5ea1"),
    ]
    assert recorded == [
        ("DEAD", False), ("HOOK", True), ("HOOK", True), ("NONSENSE", False), ("UNSET", False),
    ]  # fmt: skip
    assert len(problems) == 3
    assert "s3cret" not in "".join(problems)
