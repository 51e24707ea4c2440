"""The values that are offered: a file each, of the published snapshot, as exact text."""

from decimal import Decimal

import pyarrow as pa
import pytest

from perfos.company.writeback import VALUES
from tests.writeback.office import EARNED
from writeback import changes
from writeback.errors import WritebackError
from writeback.expected import SHAPE
from writeback.values import FOLDER, sql_of

# What the deals or persons of warehouse.sql are told.
VALUE = {
    "earned_commission": EARNED,
    "expected_amount": {"6": "333.366667", "7": "500.05"},
    "win_probability": {"6": "0.3333333333", "7": "0.5"},
    "forecast_category": {"6": "commit", "7": "upside"},
    "hygiene": {"6": "no_next_step; stale"},
    "earned": {"2": "12345678901234567.123456", "4": "12345678901234567.123456",
               "6": "12345678901234567.123456"},
    "attainment": {"2": "0.6666666667", "4": "0.6666666667", "6": "0.6666666667"},
    "owed": {**dict.fromkeys("246", "12345678901235167.323456"), **dict.fromkeys("1357", "850.3")},
}  # fmt: skip


def offered(office, value, of="opportunity"):
    """Return what records are told."""
    office.wants({"perfos_more": value}, of=of)
    _, (found,) = changes.changes_of(office.company())
    return {row["record_id"]: row["after"] for row in found.rows()}


@pytest.mark.parametrize("value", VALUE)
def test_a_value(office, value):
    assert offered(office, value) == VALUE[value]


def test_values_of_persons(office):
    assert offered(office, "attainment", "person") == {"ann": "0.6666666667"}
    assert offered(office, "owed", "person")["bob"] == "850.3"


def test_each_value_has_a_file_and_each_file_is_a_value():
    own = {name for name in VALUES["opportunity"] if name not in VALUES["person"]}
    files = {
        of: {path.stem for path in (FOLDER / of).iterdir()} for of in ("opportunity", "person")
    }
    assert files == {"opportunity": own, "person": set(VALUES["person"])}
    assert all(sql_of("opportunity", name).count("value") for name in VALUES["opportunity"])


def test_forecast_commission_is_what_the_plans_expect(office, monkeypatch):
    rows = [
        ("6", "2030-01-01", "EUR", "10.01"), ("6", "2030-02-01", "USD", "1"),
        # What open deals move of a closed one is none of their own.
        ("e1", "2030-01-01", "EUR", "99"), ("1", "2030-01-01", "EUR", "99"),
    ]  # fmt: skip
    columns = [*zip(*rows, strict=True)]
    table = pa.table(
        [
            pa.array(columns[0]),
            pa.array(columns[1]).cast(pa.date32()),
            pa.array(columns[2]),
            pa.array([Decimal(one) for one in columns[3]], pa.decimal128(28, 6)),
        ],
        schema=SHAPE,
    )
    monkeypatch.setattr(changes, "commission", lambda _: table)
    assert offered(office, "forecast_commission") == {"6": "10.922346"}


def test_without_a_forecast_there_is_no_forecast_commission(office):
    office.publish("drop table sales_forecast.forecast_deal; update core.company set title = 'S'")
    with pytest.raises(WritebackError, match="add the rule package sales_forecast"):
        offered(office, "forecast_commission")


def test_a_table_that_is_not_published(office):
    office.publish("drop table crm_hygiene.hygiene_finding; update core.company set title = 'S'")
    said = (
        "perfos_more of deals is told hygiene, which is made of crm_hygiene.hygiene_finding, .* "
        "name the rule package crm_hygiene in rules.yml, and run"
    )
    with pytest.raises(WritebackError, match=said):
        offered(office, "hygiene")
