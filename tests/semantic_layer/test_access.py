"""Nobody sees another one's pay, whichever door they take."""

import json

import httpx
import pytest

from semantic.errors import QueryError
from semantic.tokens import Viewer
from tests.semantic_layer.asking import NOBODY, ask


def test_what_a_policy_denies_is_logged(world):
    world.client(NOBODY).load({"dimensions": ["earnings.payee_id"]})
    denied = [line for line in world.log.read_text().splitlines() if "Denied by policy" in line]
    assert json.loads(denied[-1])["who"] == "eve"


def test_an_unknown_group_sees_nothing(world):
    client = world.client(NOBODY)
    assert client.meta() == []
    assert client.load({"dimensions": ["statements.payee_id"]}).rows == []
    statement, _ = client.sql({"measures": ["statements.owed"]})
    assert "1 = 0" in statement
    with pytest.raises(QueryError, match="hidden"):
        client.load({"measures": ["statements.owed"]})
    assert ask(world, world.token(NOBODY), "graphql").json()["data"] == {"cube": []}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("r11", {"r11"}),
        ("m1", {"r11", "r12", "r13", "r14"}),
        ("m2", {"r21", "r22", "r23", "r24"}),
        ("vp", {f"r{m}{n}" for m in "12" for n in "1234"}),
        ("clara", {f"r{m}{n}" for m in "12" for n in "1234"}),
        ("gerd", {f"r{m}{n}" for m in "12" for n in "1234"}),
    ],
)
def test_everybody_sees_their_own(world, who, seen):
    for view in ("statements", "earnings", "balances", "attainment", "contests", "leaderboards"):
        rows = world.client(who).load({"dimensions": [f"{view}.payee_id"]}).rows
        assert {row[f"{view}.payee_id"] for row in rows} == seen, view


def test_graphql_goes_by_the_same_policies(world):
    answer = ask(world, world.token("r11"), "graphql").json()
    (row,) = answer["data"]["cube"]
    assert row["statements"]["payee_id"] == "r11"
    for query in ("{ cube { periods { owed } } }", "{ cube { statement_line { owed } } }"):
        answer = ask(world, world.token("r11"), "graphql", query)
        assert answer.json()["errors"] and not answer.json().get("data"), query


def test_who_sees_which_views(world):
    def named(who):
        return {view["name"] for view in world.client(who).meta()}

    own = {"earnings", "statements", "balances", "attainment", "pipeline", "bookings", "contests"}
    own |= {"leaderboards", "periods", "period_log", "disputes", "revops"}
    own |= {"recurring_revenue", "subscriptions", "revops_deals"}
    own |= {"forecasts", "forecast_deals", "attribution", "hygiene"}
    assert named("r11") == named("m1") == own
    rest = {"checks", "data_quality", "quarantined_records", "runs"}
    rest |= {"recurring_revenue", "subscriptions", "cohorts", "scorecard", "kpi_history"}
    rest |= {"forecasts", "forecast_deals", "forecast_scores", "attribution", "hygiene"}
    assert (
        named("frida")
        == {"attainment", "pipeline", "bookings", "periods", "revops", "revops_deals"} | rest
    )
    assert named("clara") == named("gerd") > named("olga") > named("frida")
    assert named("clara") - named("olga") == {"ledger", "accruals", "contract_costs"}


BESIDE = [
    {"measures": ["statement_line.owed"]},
    {"dimensions": ["person.name"]},
    {"measures": ["period.owed"], "dimensions": ["periods.period"]},
    {"measures": ["statements.count", "statement_line.owed"]},
    {"measures": ["periods.count"], "filters": [
        {"member": "period.owed", "operator": "gt", "values": ["1"]}]},
    {"measures": ["statements.count"], "segments": ["statement_line.corrections"]},
    {"measures": ["statements.count"], "timeDimensions": [
        {"dimension": "statement_line.posting_month", "dateRange": "this year"}]},
    {"measures": ["statements.count"], "order": {"statement_line.owed": "desc"}},
    {"dimensions": ["periods.period"], "order": {"periods.owed": "desc"}},
    {"measures": ["statements.count"], "joinHints": [["statement_line", "person"]]},
]  # fmt: skip


@pytest.mark.parametrize("who", ["r11", "gerd"])
@pytest.mark.parametrize("query", BESIDE, ids=lambda query: json.dumps(query)[:60])
def test_a_cube_cannot_be_asked_beside_its_view(world, who, query):
    answer = ask(world, world.token(who), "v1/load", query)
    assert answer.json().get("data", []) == [], answer.text
    assert answer.status_code in (400, 403) or "rlsAccessDenied" in answer.text


def test_a_total_that_would_tell_the_pay_of_others_is_hidden(world):
    rep = world.client("r11")
    with pytest.raises(QueryError, match="hidden"):
        rep.load({"measures": ["periods.owed"]})
    guess = {"member": "periods.owed", "operator": "gt", "values": ["0"]}
    rows = rep.load({"dimensions": ["periods.period"], "filters": [guess]}).rows
    assert rows == [], "a filter on a hidden measure would tell it by guessing"


@pytest.mark.parametrize("path", ["/", "/playground/context", "/cubejs-system/v1/context"])
def test_there_is_no_playground(world, path):
    answer = httpx.get(f"{world.url}{path}")
    assert answer.status_code == 404 or "production mode" in answer.text


def test_raw_sql_is_not_taken(world):
    expression = {"expression": ["return 1"], "cubeName": "statements", "name": "x"}
    join = {"sql": "select 1", "on": expression, "joinType": "INNER", "alias": "x"}
    for query in (
        {"measures": [expression]},
        {"measures": [json.dumps({"expr": {"type": "SqlFunction"}})]},
        {"measures": ["statements.count"], "subqueryJoins": [join]},
    ):
        answer = ask(world, world.token("r11"), "v1/load", query)
        assert answer.status_code >= 400 and "data" not in answer.json(), query


def test_the_head_of_a_large_company(world):
    team = tuple(f"U{number:05}" for number in range(5000))
    person = Viewer("boss", ("manager", "rep"), "boss", ("r11", *team))
    rows = world.client(person).load({"dimensions": ["statements.payee_id"]}).rows
    assert rows == [{"statements.payee_id": "r11"}]
