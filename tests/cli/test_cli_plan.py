"""`perfos plan check`: how it ends, and what it prints."""

import json

import pytest
from typer.testing import CliRunner

from perfos.cli import app
from perfos.company.init import init_company

PLAN = "plans/account_executive.yml"


@pytest.fixture
def company(tmp_path, monkeypatch):
    """Return the folder that `perfos init` makes."""
    monkeypatch.setenv("COLUMNS", "200")
    return init_company(tmp_path / "acme")


def check(company, *arguments):
    result = CliRunner().invoke(app, ["--company", str(company), "plan", "check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def spoil(company, old, new):
    text = (company / PLAN).read_text()
    assert old in text
    (company / PLAN).write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_a_right_plan_ends_well(company):
    assert check(company) == (0, "0 errors, 0 warnings\n")


def test_an_error_ends_with_one_and_names_the_line(company):
    line = spoil(company, "from: 0.5", "from: 0")
    code, output = check(company)
    assert code == 1
    assert f" {line}  " in output and PLAN in output
    code, output = check(company, "--json")
    content = json.loads(output)
    (found,) = content["findings"]
    assert (code, content["errors"], content["warnings"], found["line"]) == (1, 1, 0, line)
    assert found["advice"].startswith("more than the tier before")


def test_a_warning_ends_with_zero(company):
    spoil(company, "[account_executive, senior_account_executive]", "[astronaut]")
    code, output = check(company)
    assert code == 0
    assert "nobody on any day" in output and "0 errors, 1 warnings" in output


def test_one_file_of_a_company_is_checked_with_its_company(company):
    spoil(company, "[account_executive, senior_account_executive]", "[astronaut]")
    code, output = check(company, str(company / PLAN))
    assert code == 0
    assert "nobody on any day" in output
    (company / "plans" / "broken.yml").write_text("plan: broken\n")
    assert check(company)[0] == 1
    assert check(company, str(company / PLAN)) == (0, "0 errors, 0 warnings\n")


def test_a_file_alone_is_checked_for_itself(company, tmp_path):
    alone = tmp_path / "alone.yml"
    alone.write_text((company / PLAN).read_text())
    assert check(tmp_path, str(alone))[0] == 0
    alone.write_text("plan: alone\n")
    assert check(tmp_path, str(alone))[0] == 1
    assert check(tmp_path, str(tmp_path / "nowhere.yml"))[0] == 2
    assert check(tmp_path)[0] == 3
