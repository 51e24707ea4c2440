"""`perfos init`: a folder that is right from the first moment."""

from typing import get_args

import pytest

from orchestration.location import ROOT
from perfos.company import load_company
from perfos.company.access import Role
from perfos.company.init import init_company


def test_a_new_folder_is_valid(tmp_path):
    company = load_company(init_company(tmp_path / "Big Deals, Inc."))
    assert company.name == "big_deals_inc"
    assert company.settings.title == "Big Deals Inc"
    assert company.settings.currency == "EUR"
    assert len((company.data / "deals.csv").read_text(encoding="utf-8").splitlines()) == 13


def test_a_new_folder_and_the_demo_can_close_and_pay(tmp_path):
    for folder in (init_company(tmp_path / "new"), ROOT / "companies" / "demo"):
        company = load_company(folder)
        assert "payroll_clearing" in company.settings.accounts
        holders = {role: company.access.holders(role) for role in get_args(Role)}
        assert all(holders.values())
        assert not set(holders["approver"]) & set(holders["controller"])


def test_name_currency_and_title_are_taken(tmp_path):
    title = 'A: "#1" ${firm} \\ no'
    company = load_company(init_company(tmp_path / "x", name="acme", currency="USD", title=title))
    assert (company.name, company.settings.title, company.settings.currency) == (
        "acme",
        title,
        "USD",
    )
    assert {plan.currency for plan in company.plans} == {"USD"}
    assert "USD" in (company.data / "deals.csv").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="not empty"):
        init_company(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["notes.txt"]


@pytest.mark.parametrize("wrong", [{"name": "Acme"}, {"name": ""}, {"currency": "EURO"}])
def test_what_cannot_be_used_is_refused_before_anything_is_written(tmp_path, wrong):
    with pytest.raises(ValueError, match=r"cannot be a name|ISO 4217"):
        init_company(tmp_path / "x", **wrong)
    assert not (tmp_path / "x").exists()


def test_a_folder_of_digits_gets_a_name(tmp_path):
    assert load_company(init_company(tmp_path / "2026")).name == "company_2026"
