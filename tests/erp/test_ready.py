"""The ready mappings for Odoo and for any other ERP: the same documents give the same pay."""

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from perfos.company import load_company
from tests.erp.company import write_company
from tests.journeys.small import query, run

HERE = Path(__file__).parent
EVENTS = [
    ("credit_note", 1, Decimal(-200), Decimal(-40), Decimal(-2)),
    ("invoice", 4, Decimal(4300), Decimal(460), Decimal(43)),
    ("payment", 7, Decimal(3020), None, None),
]
# A third of invoice 3 was credited before it was paid; invoice 2 is paid to a quarter.
PAID = [
    ("in_full", "ann", date(2025, 3, 10), Decimal(150)),
    ("in_full", "ann", date(2025, 3, 20), Decimal(60)),
    ("pro_rata", "ann", date(2025, 2, 10), Decimal(75)),
    ("pro_rata", "ann", date(2025, 3, 10), Decimal(75)),
    ("pro_rata", "ann", date(2025, 3, 20), Decimal(60)),
    ("pro_rata", "bob", date(2025, 2, 20), Decimal(40)),
]


@pytest.fixture
def odoo(postgres_database: str) -> str:
    """Return the address of a PostgreSQL with Odoo's tables."""
    with psycopg.connect(postgres_database.replace("+psycopg", "")) as connection:
        connection.execute((HERE / "odoo.sql").read_text())
    return postgres_database


@pytest.fixture
def erp(tmp_path: Path) -> str:
    """Return the address of an SQLite with tables as the generic mapping has them."""
    with sqlite3.connect(tmp_path / "erp.db") as connection:
        connection.executescript((HERE / "plain.sql").read_text())
    return f"sqlite:///{tmp_path}/erp.db"


@pytest.mark.parametrize("mapping", ["tryton", "odoo", "erp"])
def test_a_ready_mapping_is_right_as_it_stands(mapping: str, tmp_path: Path) -> None:
    company = load_company(write_company(tmp_path / "trade", f"{mapping}.yml", []))
    entities = {mapping.entity for mapping in company.mappings}
    assert entities == {"person", "customer", "product", "fx_rate", "event"}


@pytest.mark.slow
@pytest.mark.parametrize("mapping", ["odoo", "erp"])
def test_a_ready_mapping_pays_to_the_cent(
    mapping: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCES__ERP__URL", request.getfixturevalue(mapping))
    summary = run(write_company(tmp_path / "trade", f"{mapping}.yml", ["ann", "bob"]))

    def ask(sql: str) -> list[tuple]:
        return query(sql, "trade")

    assert summary.quarantined == 0
    assert (
        ask(
            "select kind, count(*), sum(amount), sum(cast(dims['tax'] as decimal(28, 6))), "
            "sum(quantity) from core.event group by all order by all"
        )
        == EVENTS
    )
    assert (
        ask(
            "select component_id, payee_id, effective_on, sum(amount) from ledger.statement_line "
            "group by all having sum(amount) <> 0 order by all"
        )
        == PAID
    )
    assert ask("select person_id, name, email from core.person order by all") == [
        ("ann", "Ann Archer", "ann@example.com"),
        ("bob", "Bob Baker", "bob@example.com"),
    ]
    assert ask("select name, country from core.customer") == [("Customer", "DE")]
    assert ask("select name from core.product") == [("Advice",)]
    assert ask("select distinct entity_id from core.event") == [("1",)]
