"""Each mistake is named by file, line and field, with what is allowed instead."""

import csv
from pathlib import Path

import pytest

from perfos.company import CompanyError, Problem, load_company

with (Path(__file__).parent / "mistakes.csv").open(encoding="utf-8", newline="") as table:
    MISTAKES = [
        {key: value.replace("\\n", "\n") for key, value in row.items()}
        for row in csv.DictReader(table)
    ]


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: f"{row['file']} {row['new']}"[:60])
def test_a_mistake_is_named(folder, row):
    line = folder.edit(row["file"], row["old"], row["new"])
    problems = folder.problems()
    there = [p for p in problems if (p.file, p.field) == (row["file"], row["field"])]
    assert there, "\n".join(map(str, problems))
    assert row["found"] in there[0].found
    assert row["allowed"] in there[0].allowed
    # What is missing has no line; its nearest neighbour above has.
    assert line - 6 <= there[0].line <= line + 4


def test_a_problem_reads_as_a_sentence(folder):
    folder.edit("plans/account_executive.yml", "kind: marginal", "kind: marginl")
    assert str(folder.problem()) == (
        'plans/account_executive.yml:23: components[0].rate.kind: found "marginl"; '
        'did you mean "marginal"? allowed: flat, formula, interpolated, '
        "marginal, matrix, retroactive, steps"
    )


def test_all_problems_of_all_files_are_told_at_once(folder):
    folder.edit("company.yml", "currency: EUR", "currency: EUX")
    folder.edit("people.csv", "2023-03-01", "1.3.2023")
    folder.edit("org.csv", "ada,account_executive,cleo", "ada,account_executive,cloe")
    folder.edit("quotas.csv", "110000", "110.000,00")
    folder.edit("plans/account_executive.yml", "valid_from: 2026-01-01", "valid_from: 2026")
    folder.edit("plans/account_executive.yml", "from: 0.5,", "from: 1.5,")
    folder.edit("sources.yml", "event_id: deal_id", "event_id: read_csv('/etc/passwd')")
    folder.edit("rules.yml", "version:", "versions:")
    files = [problem.file for problem in folder.problems()]
    plan = "plans/account_executive.yml"
    yaml = [plan, plan, "quotas.csv", "rules.yml", "sources.yml"]
    assert files == ["company.yml", "org.csv", "people.csv", *yaml]


@pytest.mark.parametrize(
    "file", ["company.yml", "people.csv", "org.csv", "quotas.csv", "sources.yml", "rules.yml"]
)
def test_a_missing_file_is_named(folder, file):
    (folder.path / file).unlink()
    assert Problem(file, None, "", "no such file", "this file is needed") in folder.problems()


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(CompanyError, match="no such folder"):
        load_company(tmp_path / "nowhere")


def test_pins_of_an_earlier_version_are_not_taken_for_pins(folder):
    folder.write("rules.lock", "packages:\n  - {name: sales_commission, version: 1.0.0}\n")
    problem = folder.problem()
    assert problem.file == "rules.lock"
    assert "into rules.yml" in problem.allowed and "remove rules.lock" in problem.allowed


def test_a_package_that_is_wanted_twice_is_a_problem(folder):
    folder.append("rules.yml", "  - {name: sales_commission, path: ../mine}\n")
    assert folder.problem().field == "packages[1].name"


def test_an_address_of_a_registry_is_no_password(folder):
    folder.append("rules.yml", "registries: ['https://ann:secret@rules.example/']\n")
    problem = folder.problem()
    assert problem.field == "registries[0]"
    assert "environment" in problem.allowed


def test_a_plan_that_would_be_left_out_is_a_problem(folder):
    folder.write("plans/forgotten.yaml", "plan: forgotten\n")
    assert folder.problem().file == "plans/forgotten.yaml"


def test_two_plans_of_one_id_are_a_problem(folder):
    text = (folder.path / "plans/account_executive.yml").read_text(encoding="utf-8")
    folder.write("plans/copy.yml", text)
    assert "plans/account_executive.yml" in folder.problem().found


def test_people_of_a_source_are_not_looked_for_in_the_csv(folder):
    folder.edit("org.csv", "ada,account_executive,cleo", "ada,account_executive,zoe")
    folder.append(
        "sources.yml",
        "  - {entity: person, from: crm.splits, distinct: true, fields: {person_id: payee}}\n",
    )
    load_company(folder.path)


def test_an_address_of_a_database_is_no_key(folder):
    folder.edit("sources.yml", "    path: .", "    url: postgresql://u:secret@host/db\n    path: .")
    problem = folder.problem()
    assert problem.field == "sources[0].url"
    assert "SOURCES__CRM__URL" in problem.allowed
    assert "host" not in str(problem)
