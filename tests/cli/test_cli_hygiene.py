"""`perfos hygiene`: what is wrong in the CRM, by owner."""

import json

import duckdb
import pytest

from perfos.paths import State
from semantic.publish import publish
from tests.cli.conftest import RUN, warehouse_sql

TABLES = ("hygiene_check", "hygiene_finding", "hygiene_owner")
FOUND = """
create schema crm_hygiene;
create table crm_hygiene.hygiene_check as
from (values ('stale_deal', 'Stale deal', 14, 'days'), ('dead_deal', 'Dead deal', 30, 'days'))
    as t (check_id, title, threshold, unit);
create table crm_hygiene.hygiene_finding as
select
    if(i < 60, 'stale_deal', 'dead_deal') as check_id, if(i < 60, 'warning', 'error') as severity,
    'opportunity' as subject, 'D' || i as subject_id, 'Deal [b]' || i || '[/b]' as name,
    'c1' as customer_id, if(i % 20 = 7, null, 'ann') as owner_id, 'mia' as team_id,
    'Talk' as stage, (1000 + i + 0.01)::decimal(28, 6) as amount, date '2026-03-01' as since,
    (10 + i)::bigint as days, 'last activity on 2026-03-01' as found, 'Call.' as remedy,
    date '2026-03-31' as known_on
from range(62) as t (i);
create table crm_hygiene.hygiene_owner as
select
    owner_id, check_id, any_value(severity) as severity, any_value(team_id) as team_id,
    count(*) as findings, sum(amount)::decimal(28, 6) as amount, max(days) as longest_days,
    max(known_on) as known_on
from crm_hygiene.hygiene_finding group by owner_id, check_id
"""


@pytest.fixture(scope="module")
def home(published, tmp_path_factory):
    """Return the home of a company in whose CRM something was found."""
    state = State(tmp_path_factory.mktemp("hygiene") / "demo")
    (state.dbt / "target").mkdir(parents=True)
    manifest = json.loads((published.state.dbt / "target" / "manifest.json").read_text())
    (like,) = list(manifest["nodes"].values())[:1]
    for name in TABLES:
        place = {"name": name, "alias": name, "schema": "crm_hygiene"}
        manifest["nodes"][f"model.crm_hygiene.{name}"] = (
            like | place | {"package_name": "crm_hygiene"}
        )
    (state.dbt / "target" / "manifest.json").write_text(json.dumps(manifest))
    rules = [*json.loads(RUN["rules_lock"]), {"name": "crm_hygiene", "version": "1.0.0"}]
    with duckdb.connect() as warehouse:
        warehouse.execute(warehouse_sql() + ";" + FOUND)
        publish(warehouse, state, RUN | {"rules_lock": json.dumps(rules)})
    return state.folder.parent


@pytest.fixture
def hygiene(perfos, home, monkeypatch):
    """Return a function that runs the command on that company."""
    monkeypatch.setenv("PERFOS_HOME", str(home))
    return lambda *arguments, code=0: perfos("hygiene", *arguments, code=code)


def test_owners_have_lists_by_check(hygiene):
    rows = hygiene("--json")
    assert [(row["owner_id"], row["check_id"], row["findings"]) for row in rows] == [
        ("ann", "dead_deal", 2),
        ("ann", "stale_deal", 57),
        (None, "stale_deal", 3),
    ]
    assert rows[0]["amount"] == "2121.020000"
    output = hygiene()
    assert "2,121.02" in output and "nobody" in output
    assert "62 findings on 2026-03-31" in output


def test_one_owner_and_one_check(hygiene):
    rows = hygiene("--owner", "ann", "--json")
    assert [row["subject_id"] for row in rows[:3]] == ["D61", "D60", "D59"]
    output = hygiene("--owner", "ann")
    assert "Deal [b]61[/b]" in output and "59 findings on 2026-03-31, 50 shown" in output
    assert [row["subject_id"] for row in hygiene("--owner", "", "--json")] == ["D47", "D27", "D7"]
    (row,) = hygiene("--check", "dead_deal", "--json")
    assert row["findings"] == 2
    assert "Nothing is found." in hygiene("--owner", "ann'; drop table x; --")


def test_what_is_not_there_is_said(hygiene, perfos, published, monkeypatch):
    assert "there are dead_deal, stale_deal" in hygiene("--check", "stale", code=2)
    monkeypatch.setenv("PERFOS_HOME", str(published.home))
    assert "rules.yml" in perfos("hygiene", code=4)
