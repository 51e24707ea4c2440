"""What a loaded company says about itself and its tables."""

import pytest

from perfos.company import load_company
from perfos.company.init import init_company
from perfos.company.sources import ColumnType


def test_the_hash_is_of_the_content_alone(folder, tmp_path):
    before = load_company(folder.path).config_hash
    other = init_company(tmp_path / "elsewhere", name="acme", title="Acme")
    assert load_company(other).config_hash == before
    text = (folder.path / "org.csv").read_text(encoding="utf-8")
    folder.write("org.csv", text.replace("\n", "\r\n"))
    folder.write("README.md", "not configuration")
    assert load_company(folder.path).config_hash == before
    folder.append("rules.yml", "# a word\n")
    assert load_company(folder.path).config_hash != before


def test_the_hash_sees_a_plan_that_moves(folder):
    before = load_company(folder.path).config_hash
    plan = folder.path / "plans/account_executive.yml"
    plan.rename(plan.with_name("renamed.yml"))
    assert load_company(folder.path).config_hash != before


def test_data_is_where_it_is_said_to_be(folder, tmp_path, monkeypatch):
    assert load_company(folder.path).data == folder.path / "data"
    monkeypatch.setenv("PERFOS_DATA", str(tmp_path / "drop"))
    assert load_company(folder.path).data == tmp_path / "drop"
    assert load_company(folder.path, tmp_path / "here").data == tmp_path / "here"


def test_columns_get_the_types_of_the_fields_that_they_become(folder):
    company = load_company(folder.path)
    assert {name: type_.type for name, type_ in company.column_types("crm", "deals").items()} == {
        "close_date": "date",
        "amount": "decimal",
        "units": "decimal",
    }
    assert company.column_types("crm", "splits") == {"share": ColumnType(type="rate")}


def test_a_declared_type_stands(folder):
    folder.edit(
        "sources.yml",
        '- {name: deals, files: "deals*.csv"}',
        "- {name: deals, files: d*, columns: {amount: {type: decimal, decimal: ','}}}",
    )
    amount = load_company(folder.path).column_types("crm", "deals")["amount"]
    assert (amount.type, amount.decimal) == ("decimal", ",")


def test_a_declared_decimal_keeps_the_digits_that_a_rate_has(folder):
    folder.edit(
        "sources.yml",
        'splits*.csv"}',
        'splits*.csv", columns: {share: {type: decimal, decimal: ","}}}',
    )
    share = load_company(folder.path).column_types("crm", "splits")["share"]
    assert (share.type, share.decimal) == ("rate", ",")


def test_a_declared_text_cannot_become_a_date(folder):
    folder.edit("sources.yml", 'deals*.csv"}', 'deals*.csv", columns: {close_date: {type: text}}}')
    problems = folder.problems()
    assert [problem.field for problem in problems] == [
        "mappings[0].fields.occurred_on",
        "mappings[2].fields.closed_on",
    ]
    assert all("which is text" in problem.found for problem in problems)


def test_used_columns_are_those_that_mappings_mention(folder):
    company = load_company(folder.path)
    assert company.used_columns("crm", "splits") == {"deal_id", "payee", "share", "kind"}
    assert "family" not in company.used_columns("crm", "deals")
    assert company.raw_tables() == [("crm", "deals"), ("crm", "splits")]


def test_a_database_is_loaded_by_key_and_cursor(folder):
    folder.edit(
        "sources.yml",
        "mappings:",
        """  - name: erp
    kind: sql
    tables:
      - {name: invoices, table: public.invoices, key: [invoice_id], cursor: updated_at}
      - {name: unused, query: "select 1 as one"}

mappings:
  - entity: territory
    from: erp.invoices
    fields: {territory_id: region}""",
    )
    company = load_company(folder.path)
    assert company.used_columns("erp", "invoices") == {"region", "invoice_id", "updated_at"}
    assert ("erp", "unused") not in company.raw_tables()
    assert company.table("erp", "invoices").cursor == "updated_at"


SQL_MISTAKES = {
    "{name: t, table: a, query: select 1}": "exactly one",
    "{name: t}": "exactly one",
    "{name: t, table: a, files: x}": "kind files",
    "{name: t, table: a, cursor: b}": "needs key",
    "{name: t, query: drop table a}": "one select",
    "{name: t, query: select 1; select 2}": "one select",
}


@pytest.mark.parametrize("table", SQL_MISTAKES)
def test_a_table_of_a_database_is_checked(folder, table):
    folder.edit(
        "sources.yml", "mappings:", f"  - {{name: erp, kind: sql, tables: [{table}]}}\n\nmappings:"
    )
    assert SQL_MISTAKES[table] in folder.problem().allowed


COLUMN_MISTAKES = {
    "x: {type: number}": "decimal",
    "x: {type: date, format: '%d/%m'}": "day, month and year",
    "x: {type: text, format: '%d/%m/%Y'}": "only for dates",
    "x: {type: date, decimal: ','}": "only for numbers",
    "x: {type: decimal, decimal: ',', thousands: ','}": "not the same",
    "Close Date: {type: date}": "snake_case",
}


@pytest.mark.parametrize("column", COLUMN_MISTAKES)
def test_a_type_of_a_column_is_checked(folder, column):
    folder.edit("sources.yml", 'deals*.csv"}', f'deals*.csv", columns: {{{column}}}}}')
    assert COLUMN_MISTAKES[column] in folder.problem().allowed
