"""What a BI tool does: finds the fields by introspection, asks for them page by page, adds up."""

from decimal import Decimal

import httpx
import pytest

from tests.semantic_layer.asking import BASE

FIELDS = """
{ __schema { types { name fields { name type { name kind ofType { name kind } } } } } }
"""
PAGE = 7


class Tool:
    """A BI tool that knows nothing but the address and a token."""

    def __init__(self, url, token):
        self.http = httpx.Client(
            base_url=f"{url}{BASE}", headers={"Authorization": token}, timeout=30
        )

    def ask(self, query):
        """Return the data of a GraphQL query."""
        while True:
            said = self.http.post("/graphql", json={"query": query}).json()
            if "Continue wait" not in str(said.get("error", "")):
                assert "errors" not in said and "error" not in said, said
                return said["data"]

    def columns(self, view):
        """Return the plain columns of a view, as the schema describes them."""
        types = {one["name"]: one["fields"] for one in self.ask(FIELDS)["__schema"]["types"]}
        members = types[f"{view[0].upper()}{view[1:]}Members"]
        return {one["name"]: (one["type"]["ofType"] or one["type"])["name"] for one in members}

    def pages(self, view, columns, order):
        """Yield the rows of a view, a page at a time."""
        offset = 0
        while True:
            places = f"limit: {PAGE}, offset: {offset}"
            text = f"{{ cube({places}) {{ {view}(orderBy: {{{order}: asc}}) {{ {columns} }} }} }}"
            rows = [row[view] for row in self.ask(text)["cube"]]
            yield from rows
            if len(rows) < PAGE:
                return
            offset += PAGE


@pytest.mark.parametrize(("who", "sees"), [("gerd", "true"), ("r11", "payee_id = 'r11'")])
def test_a_table_that_was_found_by_introspection_adds_up(world, who, sees):
    tool = Tool(world.url, world.token(who))
    columns = tool.columns("statements")
    assert columns["owed"] == "Float" and columns["payee_id"] == "String"

    rows = list(tool.pages("statements", "entry_id payee_id owed", "entry_id"))

    lines, total = world.warehouse.execute(
        f"select count(*), sum(amount_reporting) from ledger.statement_line where {sees}"
    ).fetchone()
    assert len(rows) == lines > PAGE
    assert len({row["entry_id"] for row in rows}) == lines
    assert sum(Decimal(row["owed"]) for row in rows) == total
