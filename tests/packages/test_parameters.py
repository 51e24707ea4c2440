"""What a company sets for a rule package: read as the package declares it, and refused by line."""

from dataclasses import replace
from pathlib import Path

import pytest

from packages.parameters import with_parameters
from packages.refused import PackageRefusedError
from perfos.company import Company, CompanyError, control_tables, load_company
from perfos.company.init import init_company
from tests.tidy.tree import ROOT
from transform.workspace import RulePackage

PACKAGE = ROOT / "rules" / "manual_adjustments"
RULES = [RulePackage("manual_adjustments", "1.0.0", PACKAGE)]
FILE = "parameters/manual_adjustments/adjustments.csv"
HEADER = (
    "adjustment_id,payee_id,period,type,amount,currency,reason,requested_by,approved_by,"
    "dispute_id,event_id"
)
GOOD = "A-1,{payee},2026-01,bonus,250.50,EUR,Hackathon,anna,ben,,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a company folder as `perfos init` makes it, without an access.yml."""
    folder = init_company(tmp_path / "acme")
    (folder / "access.yml").unlink()
    return folder


def read(folder: Path, *lines: str, header: str = HEADER) -> Company:
    """Return the company with these adjustments; {payee} is somebody who works there."""
    company = load_company(folder)
    text = "\n".join([header, *lines]) + "\n"
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("{payee}", company.people[0].value.person_id))
    return with_parameters(load_company(folder), RULES)


def test_a_line_becomes_a_row_of_control_with_its_origin(folder: Path) -> None:
    company = read(folder, GOOD)
    (row,) = control_tables(company)["manual_adjustments__adjustments"].to_pylist()
    assert (row["adjustment_id"], str(row["amount"])) == ("A-1", "250.500000")
    assert (row["dispute_id"], row["source_file"], row["source_row"]) == (None, FILE, 2)


def test_without_the_file_the_table_is_empty_and_has_its_columns(folder: Path) -> None:
    company = with_parameters(load_company(folder), RULES)
    table = control_tables(company)["manual_adjustments__adjustments"]
    assert table.num_rows == 0
    assert table.column_names[:3] == ["adjustment_id", "payee_id", "period"]


def test_a_parameter_is_part_of_the_configuration(folder: Path) -> None:
    before = load_company(folder).config_hash
    assert read(folder, GOOD).config_hash != before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.replace("{payee}", "nobody"), ':2: payee_id: found "nobody"; nobody in people.csv'),
        (GOOD.replace("ben", "anna"), ':2: approved_by: found "anna"; not the same as requested'),
        (GOOD.replace("bonus", "gift"), ':2: type: found "gift"; allowed: bonus, correction'),
        (GOOD.replace("2026-01", "2026-13"), ':2: period: found "2026-13"; allowed: a month'),
        (GOOD.replace("250.50", "1e3"), ':2: amount: found "1e3"; allowed: a number'),
        (GOOD.replace("EUR", "EURO"), ':2: currency: found "EURO"; allowed: an ISO 4217 code'),
        (GOOD.replace("Hackathon", ""), ":2: reason: found"),
        (f"{GOOD}\n{GOOD}", ":3: adjustment_id: found the same as on line 2; each only once"),
        (f"{GOOD},more", ":2: found 12 columns; the header has 11"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(folder: Path, line: str, said: str) -> None:
    with pytest.raises(CompanyError) as caught:
        read(folder, line)
    assert f"{FILE}{said}" in str(caught.value)


def test_an_unknown_column_is_refused(folder: Path) -> None:
    with pytest.raises(CompanyError, match='did you mean "reason"'):
        read(folder, header=HEADER.replace("reason", "reasons"))


def test_who_agrees_holds_the_role_where_the_company_has_roles(folder: Path) -> None:
    (folder / "access.yml").write_text("people:\n  ben: [approver]\n  carl: [controller]\n")
    assert read(folder, GOOD).parameters[0].rows
    with pytest.raises(CompanyError, match='found "carl"; holders of the role approver'):
        read(folder, GOOD.replace("ben", "carl"))


def test_a_file_that_no_package_asks_for_is_refused(folder: Path) -> None:
    (folder / "parameters" / "gone").mkdir(parents=True)
    (folder / "parameters" / "gone" / "rates.csv").write_text("a\n")
    with pytest.raises(CompanyError, match=r"parameters/gone/rates\.csv: found a parameter file"):
        with_parameters(load_company(folder), RULES)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('core: ">=1.0.0,<2.0.0"', 'core: ">=2.0.0"', "requires.core: found a need for core >=2"),
        ('core: ">=1.0.0,<2.0.0"', "core: new", 'requires.core: found "new"; allowed: a range'),
        ("key: [adjustment_id]", "key: [nothing]", 'key[0]: found "nothing"; allowed: '),
        ("key: [adjustment_id]", "key: [event_id]", 'key[0]: found "event_id"; '),
        ("name: dispute_id", "name: source_id", 'name: found "source_id"; source_ is the core\'s'),
        ("name: dispute_id", "name: event_id", 'name: found "event_id"; each column once'),
        ("differs_from: requested_by", "differs_from: requested", 'did you mean "requested_by"'),
        ("type: period", "type: month", 'parameters[0].columns[2].type: found "month"'),
        ("owner: sales-operations", "owner: &a x", "found an anchor or alias"),
    ],
)
def test_a_manifest_is_refused_with_its_place(
    folder: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (PACKAGE / "package.yml").read_text()
    assert old in text
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "package.yml").write_text(text.replace(old, new, 1))
    with pytest.raises(PackageRefusedError) as caught:
        with_parameters(load_company(folder), [replace(RULES[0], folder=tmp_path / "broken")])
    assert said in str(caught.value)
    assert "package.yml:" in str(caught.value)
