"""What reaches the schema control: typed, exact, complete."""

from datetime import date
from decimal import Decimal

import pyarrow as pa

from perfos.company import control_tables, load_company
from perfos.company.table_schemas import SCHEMAS

PLAN = "plans/account_executive.yml"


def rows(folder, table):
    return control_tables(load_company(folder.path))[table].to_pylist()


def test_all_tables_are_there(folder):
    tables = control_tables(load_company(folder.path))
    assert tables.keys() == SCHEMAS.keys()
    counts = {name: table.num_rows for name, table in tables.items() if name != "currency"}
    assert {name: rows for name, rows in counts.items() if rows} == {
        "company": 1,
        "account": 5,
        "people": 3,
        "org": 4,
        "quotas": 4,
        "plan": 1,
        "plan_assignment": 2,
        "plan_component": 2,
        "plan_modifier": 1,
        "plan_tier": 4,
    }


def test_no_float_stands_anywhere(folder):
    for name, table in control_tables(load_company(folder.path)).items():
        for field in table.schema:
            assert not pa.types.is_floating(field.type), f"{name}.{field.name}"


def test_a_rate_arrives_exactly(folder):
    folder.edit(PLAN, "rate: 0.04", "rate: 0.1234567891")
    folder.edit("quotas.csv", "110000", "110000.123456")
    assert rows(folder, "plan_tier")[0]["rate"] == Decimal("0.1234567891")
    assert rows(folder, "quotas")[1]["amount"] == Decimal("110000.123456")


def test_a_digit_too_many_is_refused_rather_than_rounded(folder):
    folder.edit(PLAN, "rate: 0.04", "rate: 0.12345678912")
    assert "10 after the point" in folder.problem().allowed


def test_tiers_meet(folder):
    tiers = [row for row in rows(folder, "plan_tier") if row["component_id"] == "new_business"]
    assert [(t["tier_no"], t["lower"], t["upper"], t["rate"], t["is_retro"]) for t in tiers] == [
        (1, Decimal(0), Decimal("0.5"), Decimal("0.04"), False),
        (2, Decimal("0.5"), Decimal(1), Decimal("0.08"), False),
        (3, Decimal(1), None, Decimal("0.12"), False),
    ]


def test_a_flat_rate_is_one_tier_from_zero(folder):
    (tier,) = [row for row in rows(folder, "plan_tier") if row["component_id"] == "teamwork"]
    assert (tier["lower"], tier["upper"], tier["rate"]) == (0, None, Decimal("0.01"))


def test_retro_is_of_the_kind_or_of_the_tier(folder):
    folder.edit(PLAN, "from: 1, ", "from: 1, retro: true, ")
    assert [row["is_retro"] for row in rows(folder, "plan_tier")] == [False, False, True, False]
    folder.edit(PLAN, "kind: marginal", "kind: retroactive")
    assert [row["is_retro"] for row in rows(folder, "plan_tier")] == [True, True, True, False]


def test_a_plan_ends_before_the_day_after_its_last(folder):
    assert rows(folder, "plan")[0]["valid_until"] == date(2027, 1, 1)
    folder.edit(PLAN, "valid_to: 2026-12-31", "")
    assert rows(folder, "plan")[0]["valid_until"] == date(9999, 12, 31)


def test_levels_of_managers(folder):
    assert [row["manager_levels"] for row in rows(folder, "plan_component")] == [None, None]
    folder.edit(PLAN, "to: split", "to: manager")
    assert rows(folder, "plan_component")[1]["manager_levels"] == 1
    folder.edit(PLAN, "to: manager", "to: manager\n      levels: all")
    assert rows(folder, "plan_component")[1]["manager_levels"] == 99


def test_a_row_knows_where_it_comes_from(folder):
    first, second, _ = rows(folder, "people")
    assert (first["source_file"], first["source_row"]) == ("people.csv", 2)
    assert first["source_hash"] != second["source_hash"]
    folder.edit("people.csv", "person_id,", "person_id,")
    assert rows(folder, "people")[0]["source_hash"] == first["source_hash"]


def test_minor_units_are_those_of_iso_4217(folder):
    units = {row["currency"]: row["minor_unit"] for row in rows(folder, "currency")}
    expected = {"EUR": 2, "USD": 2, "JPY": 0, "KWD": 3, "CLF": 4, "RSD": 2, "IQD": 3, "XOF": 0}
    assert {code: units[code] for code in expected} == expected
    assert "XAU" not in units
