"""A company runs as it is deployed: three services on PostgreSQL, out of the image's files."""

import json
import urllib.request
from contextlib import ExitStack
from itertools import pairwise

import pytest
import sqlalchemy as sa

from orchestration.location import ROOT
from tests.deploy.services import Services
from tests.journeys.small import deals, write_company
from tests.orchestration.test_dev_server import LAUNCH, STATUS, loaded, params, wait_for
from tests.postgres import postgres_database

pytestmark = [pytest.mark.slow, pytest.mark.proof]
__all__ = ["postgres_database"]

ENDED = ("SUCCESS", "FAILURE", "CANCELED")


@pytest.fixture
def services(tmp_path, postgres_database):
    """Return the services, with a company in the folder that the image names."""
    write_company(tmp_path / "srv" / "perfos" / "company", deals(60))
    (tmp_path / "srv" / "perfos" / "company" / "data").rename(tmp_path / "srv" / "perfos" / "data")
    return Services(tmp_path, postgres_database)


@pytest.fixture
def ask(services):
    """Start the services one after the other, and return a function that asks GraphQL."""

    def ask(query, **variables):
        request = urllib.request.Request(
            f"http://127.0.0.1:{services.ports['3000']}/graphql",
            json.dumps({"query": query, "variables": variables}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
            return json.load(answer)["data"]

    with ExitStack() as running:
        for name in ("code", "webserver", "daemon"):
            log = running.enter_context(services.running(name))
            wait_for(lambda name=name: services.is_healthy(name), 180, log)
        wait_for(lambda: loaded(ask), 60, services.folder / "webserver.log")
        yield ask


def test_runs_are_in_postgresql_one_after_the_other(ask, services, postgres_database):
    launched = [
        ask(LAUNCH, params=params({"company": "small", "reason": f"month end {number}"}))
        for number in (1, 2)
    ]
    runs = [one["launchRun"]["run"]["runId"] for one in launched]

    def ended():
        return all(ask(STATUS, id=run)["runOrError"]["status"] in ENDED for run in runs)

    wait_for(ended, 400, services.folder / "code.log")
    assert services.call("code", ["perfos", "run"]).returncode == 0
    engine = sa.create_engine(postgres_database)
    with engine.connect() as database:
        found = database.execute(
            sa.text("select run_id, status, start_time, end_time from runs order by start_time")
        ).fetchall()
        events = dict(
            database.execute(
                sa.text("select dagster_event_type, count(*) from event_logs group by 1")
            ).fetchall()
        )
        assets = {
            ".".join(json.loads(key))
            for (key,) in database.execute(sa.text("select asset_key from asset_keys"))
        }
    engine.dispose()
    assert [row.status for row in found] == ["SUCCESS"] * 3
    assert {row.run_id for row in found[:2]} == set(runs)
    assert all(before.end_time <= after.start_time for before, after in pairwise(found))
    assert events["PIPELINE_SUCCESS"] == 3 and events["PIPELINE_ENQUEUED"] == 2
    assert events["ASSET_MATERIALIZATION"] > 50 and events["ASSET_CHECK_EVALUATION"] > 50
    assert {"ledger.ledger_entries", "published.snapshot"} <= assets
    assert not list(services.folder.rglob("*.db"))
    asked = services.call("code", ["perfos", "status", "--json"])
    assert asked.returncode == 0 and json.loads(asked.stdout)
    assert str(ROOT) not in services.environment("code")["PERFOS_HOME"]
