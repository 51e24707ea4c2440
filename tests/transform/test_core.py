"""The core is a contract: its columns are the entities', and it holds at fifty thousand rows."""

import duckdb
import pytest

from perfos.company.entities import ENTITIES, SQL_TYPES
from tests.transform.conftest import ALL, Built, deal

ROWS = 50_000
ORIGIN = ["source_system", "source_table", "source_id", "source_hash", "source_file", "source_row"]
INSTEAD = {"valid_to": "valid_until"}
ADDED = {"event": ["period", "amount_reporting"], "quota": ["ends_before"]}


@pytest.fixture(scope="module")
def built(build) -> Built:
    return build({"crm__deals": [deal("one")]})


@pytest.mark.parametrize("entity", ENTITIES.values(), ids=lambda entity: entity.name)
def test_the_contract_says_what_the_entity_says(built: Built, entity):
    node = built.dbt.parse().nodes[f"model.performance_os.{entity.name}"]
    types = {name: column.data_type for name, column in node.columns.items()}
    names = [INSTEAD.get(field.name, field.name) for field in entity.fields]
    expected = {*names, *ADDED.get(entity.name, []), "dims", *ORIGIN}
    assert set(types) == expected
    for field in entity.fields:
        assert types[INSTEAD.get(field.name, field.name)] == SQL_TYPES[field.type]
    assert node.access == "public" and node.config.contract.enforced


def test_every_model_of_core_is_public_contracted_and_described(built: Built):
    for node in built.dbt.parse().nodes.values():
        if node.resource_type == "model" and node.schema in ("core", "quality", "staging"):
            assert node.description.startswith("One row"), node.name
        if node.resource_type == "model" and node.schema == "core":
            assert node.access == "public" and node.config.contract.enforced, node.name


def test_fifty_thousand_deals(built: Built):
    """Every tenth is broken in one of five ways; the others arrive, and the sums agree."""
    with duckdb.connect(str(built.state.warehouse)) as connection:
        connection.execute(
            """
            create or replace table raw.crm__deals as select * replace (
                case when n % 50 = 10 then null else 'D' || n end as deal_id,
                case when n % 50 = 20 then null else close_date + (n % 300)::int end as close_date,
                case when n % 50 = 30 then 1e9 else n / 100 end::decimal(28, 6) as close_value,
                case when n % 50 = 40 then 'zed' else owner end as owner,
                if(n % 50 = 0, 'XXX', if(n % 3 = 0, 'USD', 'EUR')) as currency,
                n + 2 as _row, md5(n::varchar) as _hash, 'deals.csv' as _file,
                '{"product_family": "' || if(n % 2 = 0, 'Hardware', 'Software') || '"}' as _dims
            )
            from raw.crm__deals, range(1, ? + 1) as numbers (n)
            """,
            [ROWS],
        )
        connection.execute(
            "insert into raw.erp__rates (quote, day, rate) select 'USD',"
            " unnest(generate_series(date '2026-01-01', date '2027-01-01', interval 1 day)), 1.1"
        )
    built.dbt.build(ALL)
    [(events, counted, wrong)] = built.ask(
        "select (select count(*) from core.event), (select count(*) from core.component_event),"
        " (select count(*) from quality.quarantine where entity = 'event')"
    )
    assert (events, wrong) == (ROWS * 9 // 10, ROWS // 10)
    assert counted == sum(n % 2 == 0 and n % 10 > 0 for n in range(1, ROWS + 1))
    assert built.ask("select bool_and(is_balanced) from quality.reconciliation") == [(True,)]
