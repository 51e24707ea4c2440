"""The client: types, tables, and errors that say what to do."""

import json
import threading
from datetime import datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyarrow as pa
import pytest

from semantic.client import SemanticClient
from semantic.errors import QueryError

QUERY = {
    "measures": ["statements.owed"],
    "dimensions": ["statements.payee_id", "attainment.is_missing"][:1],
    "timeDimensions": [{"dimension": "statements.posting_month", "granularity": "month"}],
}


def test_rows_are_exact_and_typed(world):
    row = world.client("r12").load(QUERY).rows[0]
    assert isinstance(row["statements.owed"], Decimal)
    assert isinstance(row["statements.posting_month.month"], datetime)
    assert row["statements.payee_id"] == "r12"


def test_tables_are_exact_too(world):
    result = world.client("gerd").load(
        {"measures": ["statements.owed", "statements.count"], "dimensions": ["statements.package"]}
    )
    table = result.arrow()
    assert pa.types.is_decimal(table.schema.field("statements.owed").type)
    assert table.to_pylist() == result.rows
    assert result.pandas()["statements.owed"].sum() == result.rows[0]["statements.owed"]


def test_a_table_without_rows_has_its_types(world):
    nobody = {"member": "statements.payee_id", "operator": "equals", "values": ["x"]}
    table = world.client("gerd").load({**QUERY, "filters": [nobody]}).arrow()
    assert table.num_rows == 0
    assert pa.types.is_decimal(table.schema.field("statements.owed").type)


def test_sql_and_dry_run(world):
    client = world.client("r12")
    statement, parameters = client.sql({"measures": ["statements.owed"]})
    assert "payee_id = ?" in statement and parameters == ["r12"]
    assert client.dry_run({"measures": ["statements.owed"]})["queryType"] == "regularQuery"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"measures": ["statements.nothing"]}, "nothing"),
        ({"measures": ["nothing.owed"]}, "nothing"),
        ({"measures": ["earnings.amount"]}, "group or filter by currency"),
        ({}, "Query should contain"),
        ({"measures": ["statements.owed"], "nothing": 1}, "not allowed"),
    ],
)
def test_a_question_that_cannot_be_answered(world, query, said):
    with pytest.raises(QueryError, match=said) as error:
        world.client("gerd").load(query)
    assert error.value.status == 400
    assert "meta()" in str(error.value)


def test_no_token_a_bad_token_and_no_server(world):
    with pytest.raises(QueryError, match="mint one") as error:
        SemanticClient(world.url).meta()
    assert error.value.status == 401
    with pytest.raises(QueryError, match="mint a new token") as error:
        SemanticClient(world.url, lambda: "x").meta()
    assert error.value.status == 403
    with pytest.raises(QueryError, match="make serve") as error:
        SemanticClient("http://127.0.0.1:9").meta()
    assert error.value.status is None


@pytest.fixture
def answers():
    """Return a list of answers, and the address of a server that gives one after another."""
    waiting = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield waiting, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_slow_query_is_waited_for(answers):
    waiting, url = answers
    waiting += [json.dumps({"error": "Continue wait"})] * 3 + ['{"cubes": [{"name": "x"}]}']
    assert SemanticClient(url).meta() == [{"name": "x"}]


def test_patience_ends(answers):
    waiting, url = answers
    waiting.append(json.dumps({"error": "Continue wait"}))
    with pytest.raises(QueryError, match=r"not ready after 0\.1 s"):
        SemanticClient(url, patience=0.1).meta()


def test_an_answer_that_is_not_json(answers):
    waiting, url = answers
    waiting.append("<html>a proxy</html>")
    with pytest.raises(QueryError, match="a proxy"):
        SemanticClient(url).meta()
