"""`perfos plan test`: a plan file with examples, and a folder of CSV files, without any code."""

import json

import pytest
from typer.testing import CliRunner

from perfos.cli import app
from perfos.company import CompanyError
from perfos.company.plan.examples import FIGURES as NAMES
from perfos.plan.figures import FIGURES
from perfos.plan.suites import read_table, suites_in

PLAN = """\
plan: ae
title: AE
currency: USD
valid_from: 2026-04-01
assigned: {roles: [ae]}
components:
  - id: new
    title: New
    credit: {events: [booking]}
    quota: bookings
    window: quarter
    rate: {kind: marginal, by: attainment, tiers: [{from: 0, rate: 0.04}, {from: 0.5, rate: 0.08}]}
"""
EXAMPLES = """\
examples:
  - id: cut
    words: A deal is cut where it crosses the bound.
    quotas: [{quota: bookings, window: quarter, starts_on: 2026-04-01, amount: 100000}]
    events: [{amount: 40000}, {amount: 20000}]
    expected:
      - {event: E1, pays: 1600}
      - {event: E2, pays: 1200, slices: [[own, 10000, 0.04, 400], [own, 10000, 0.08, 800]]}
      - {period: 2026-04, pays: 2800, attained: 0.6}
  - id: wrong
    quotas: [{quota: bookings, window: quarter, starts_on: 2026-04-01, amount: 100000}]
    events: deals.csv
    expected: [{pays: 1}]
"""


def files(folder, **texts):
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_csv", ".csv").replace("_yml", ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def perfos(*arguments):
    return CliRunner().invoke(app, ["plan", *map(str, arguments)])


@pytest.mark.slow
def test_plan_files_and_folders(tmp_path):
    files(
        tmp_path,
        ae_yml=PLAN + EXAMPLES,
        deals_csv="id,on,amount,currency\nE1,2026-05-01,1000,\n",
        team__plan_yml=PLAN,
        team__events_csv="event_id,occurred_on,amount,owner_id\n"
        "D1,2026-05-01,5000,bob\nD2,2026-05-02,70000,bob\nD3,2026-05-02,9,zoe\n",
        team__people_csv="person_id,hired_on\nbob,2026-01-01\nzoe,2026-01-01\n",
        team__org_csv="person_id,role,manager_id\nbob,ae,zoe\nzoe,boss,\n",
        team__quotas_csv="payee_id,quota,window,starts_on,amount\n"
        "bob,bookings,quarter,2026-04-01,100000\n",
        team__expected_csv="payee_id,event_id,pays\nbob,D1,200\nbob,D2,3800\nzoe,,0\n",
    )
    result = perfos("test", tmp_path, "--json")
    assert result.exit_code == 1, result.output
    content = json.loads(result.stdout)
    found = {one["example"]: one["differences"] for one in content["examples"]}
    assert found["cut"] == found["team"] == []
    (difference,) = found["wrong"]
    assert (difference["figure"], difference["found"]) == ("pays", "40.000000")
    assert (content["passed"], content["failed"]) == (2, 1)


def test_mistakes_in_examples_have_a_line(tmp_path):
    wrong = EXAMPLES.replace("event: E1, pays", "evnt: E1, pays").replace("{pays: 1}", "{event: E}")
    files(tmp_path, ae_yml=PLAN + wrong)
    with pytest.raises(CompanyError) as caught:
        list(suites_in(tmp_path / "ae.yml"))
    first, second = caught.value.problems
    assert (first.line, first.field) == (19, "examples[0].expected[0].evnt")
    assert 'did you mean "event"' in first.allowed
    assert (second.line, second.found) == (25, "no figure")


def test_a_mistake_beside_an_example_names_its_plan(tmp_path):
    files(
        tmp_path,
        ae_yml=PLAN.replace("components:", "quotas: {bookngs: {}}\ncomponents:") + EXAMPLES,
    )
    files(tmp_path, deals_csv="id,amount\nE1,1000\n")
    result = perfos("test", tmp_path / "ae.yml")
    assert result.exit_code == 3
    assert "ae.yml, example cut: quotas.bookngs" in result.output.replace("\n", "")


def test_what_is_not_there_is_told(tmp_path):
    files(tmp_path, ae_yml=PLAN + EXAMPLES, bare_yml=PLAN)
    assert perfos("test", tmp_path / "nowhere.yml").exit_code == 2
    assert perfos("test", tmp_path / "bare.yml").exit_code == 5
    result = perfos("test", tmp_path / "ae.yml")
    assert result.exit_code == 3
    assert "deals.csv: found no such file" in result.output


def test_a_table_has_the_names_of_an_example_or_of_a_company_folder(tmp_path):
    files(tmp_path, a_csv="event_id,occurred_on,owner_id,amount,stage\nE1,2026-01-01,ann,5,\n")
    assert read_table(tmp_path / "a.csv", "events") == [
        {"id": "E1", "on": "2026-01-01", "by": "ann", "amount": "5"}
    ]


def test_every_figure_is_documented():
    assert set(NAMES) == set(FIGURES)
