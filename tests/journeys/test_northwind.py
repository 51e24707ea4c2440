"""A real PostgreSQL as source: Northwind to the cent, though it holds float4."""

from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from orchestration.location import ROOT
from tests.journeys.asked import Asked, asking
from tests.journeys.small import query, run

pytestmark = pytest.mark.slow

EMPLOYEES = {
    "Peacock": "232890.85",
    "Leverling": "202812.84",
    "Davolio": "192107.60",
    "Fuller": "166537.76",
    "Callahan": "126862.28",
    "King": "124568.24",
    "Dodsworth": "77308.07",
    "Suyama": "73913.13",
    "Buchanan": "68792.28",
}
YEARS = {1996: "208083.97", 1997: "617085.20", 1998: "440623.87"}


@pytest.fixture
def northwind(shared: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Load Northwind into a fresh database of a real PostgreSQL; return its URL."""
    server = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text("drop database if exists northwind"))
        connection.execute(sa.text("create database northwind"))
    url = sa.make_url(postgres_url).set(database="northwind")
    script = (shared / "data" / "northwind" / "northwind_postgres.sql").read_text()
    with sa.create_engine(url).connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute(script)
        raw.commit()
    monkeypatch.setenv("SOURCES__NORTHWIND__URL", url.render_as_string(hide_password=False))
    return str(url)


def cents(rows: list[tuple]) -> dict[object, str]:
    """Return key -> amount rounded to the cent."""
    return {key: str(amount.quantize(Decimal("0.01"))) for key, amount in rows}


def test_northwind_gives_the_published_net_revenue_and_pays_for_it(
    northwind: str, tmp_path: Path
) -> None:
    summary = run(ROOT / "companies" / "northwind")

    def ask(sql: str) -> list[tuple]:
        return query(sql, "northwind")

    assert summary.quarantined == 0
    total = ask("select 'all', sum(amount), count(*) from core.event")
    assert total[0][2] == 2_155
    assert cents([total[0][:2]]) == {"all": "1265793.04"}
    assert ask("select typeof(amount) from core.event limit 1") == [("DECIMAL(28,6)",)]
    by_year = ask("select year(occurred_on), sum(amount) from core.event group by all")
    assert cents(by_year) == YEARS
    by_employee = ask(
        "select split_part(person.name, ' ', -1), sum(event.amount) from core.event as event "
        "join core.person as person on event.owner_id = person.person_id group by all"
    )
    assert cents(by_employee) == EMPLOYEES

    paid = ask(
        "select component.credit_to, count(distinct lines.payee_id) "
        "from ledger.statement_line as lines "
        "join core.plan_component as component using (plan_id, component_id) group by all"
    )
    assert dict(paid)["owner"] == 9
    # Fuller is the manager of five people, Buchanan of three.
    assert dict(paid)["manager"] == 2
    with asking("northwind", tmp_path / "server.log") as client:
        bookings = Asked(client, "bookings")
        assert cents([("all", *bookings.all("amount"))]) == {"all": "1265793.04"}
        owners = bookings.by("owner", "amount").items()
        assert cents([(name.split()[-1], amount) for name, (amount,) in owners]) == EMPLOYEES
        years = bookings.by("occurred_on.year", "amount").items()
        assert cents([(day.year, amount) for day, (amount,) in years]) == YEARS
    again = run(ROOT / "companies" / "northwind")
    assert again.entries_posted == 0
