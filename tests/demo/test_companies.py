"""The companies of the repository are valid, and read their data as its publishers do."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from orchestration.location import ROOT
from perfos.company import Company, load_company

COMPANIES = ROOT / "companies"


@pytest.mark.parametrize("name", ["demo", "maven_crm", "northwind"])
def test_committed_companies_are_valid(name: str) -> None:
    assert load_company(COMPANIES / name).name == name


def test_generated_companies_are_valid(company: Path) -> None:
    assert load_company(company).name == "company"


def test_only_the_demo_folder_is_generated() -> None:
    """Data never gets into the repository: it is generated, or lies where the user says."""
    assert "companies/*/data/" in (ROOT / ".gitignore").read_text().splitlines()


def conformed(company: Company, entity: str) -> str:
    """Return a query that applies a company's mappings of an entity to views of its tables."""
    parts = []
    for mapping in company.mappings:
        if mapping.entity == entity:
            fields = ", ".join(f"{text} as {name}" for name, text in mapping.fields.items())
            distinct = "distinct " if mapping.distinct else ""
            condition = f" where {mapping.where}" if mapping.where else ""
            parts.append(f"select {distinct}{fields} from {mapping.table}{condition}")
    return f"({' union all by name '.join(parts)})"


def test_maven_products_and_managers_are_all_found(shared: Path) -> None:
    company = load_company(COMPANIES / "maven_crm", shared / "data" / "maven_crm")
    connection = duckdb.connect()
    for table in company.sources[0].tables:
        connection.execute(f"create view {table.name} as from '{company.data}/{table.files}'")
    event, product, org = (
        conformed(company, name) for name in ("event", "product", "org_assignment")
    )
    found = connection.execute(
        f"select count(*), sum(amount), count(product.product_id), count(distinct manager_id) "
        f"from {event} as event left join {product} as product using (product_id) "
        f"left join {org} as org on owner_id = person_id"
    ).fetchall()
    assert found == [(4_238, 10_005_534, 4_238, 6)]


def test_northwind_lines_are_exact(shared: Path) -> None:
    company = load_company(COMPANIES / "northwind")
    connection = duckdb.connect()
    for name in ("orders", "order_details"):
        connection.execute(f"create view {name} as from '{shared}/data/northwind/{name}.csv'")
    (lines,) = (table for table in company.sources[0].tables if table.name == "order_lines")
    connection.execute(f"create view order_lines as {lines.query}")
    found = connection.execute(
        f"select count(*), count(distinct event_id), sum(amount) from {conformed(company, 'event')}"
    ).fetchall()
    assert found == [(2_155, 2_155, Decimal("1265793.0395"))]
