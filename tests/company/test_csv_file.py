"""people.csv, org.csv and quotas.csv: strict about form, exact about place."""

import time

import pytest

from perfos.company import load_company


def test_columns_may_stand_in_any_order_and_be_left_out(folder):
    folder.write("people.csv", "name,person_id\nAda,ada\nBen,ben\nCleo,cleo\n")
    people = load_company(folder.path).people
    assert [(row.value.person_id, row.value.name) for row in people] == [
        ("ada", "Ada"),
        ("ben", "Ben"),
        ("cleo", "Cleo"),
    ]
    assert people[0].value.hired_on is None


def test_only_a_header_is_enough_where_a_source_delivers(folder):
    for file in ("people.csv", "org.csv", "quotas.csv"):
        header = (folder.path / file).read_text(encoding="utf-8").splitlines()[0]
        folder.write(file, header + "\n")
    mapped = "  - {entity: %s, from: crm.splits, fields: {%s}}\n"
    folder.append("sources.yml", mapped % ("person", "person_id: payee"))
    org = "person_id: payee, role: kind, valid_from: \"'2026-01-01'\""
    folder.append("sources.yml", mapped % ("org_assignment", org))
    quota = 'payee_id: payee, quota: kind, window: kind, starts_on: "\'2026-01-01\'", amount: "1"'
    folder.append("sources.yml", mapped % ("quota", quota))
    assert load_company(folder.path).people == ()


def test_line_and_record_are_told_apart(folder):
    folder.write("people.csv", 'person_id,name\nada,"A\nda"\nben,Ben\ncleo,Cleo\n')
    row = load_company(folder.path).people[1]
    assert (row.value.person_id, row.number, row.line) == ("ben", 3, 4)


def test_a_mark_of_byte_order_and_dos_line_ends_are_read(folder):
    text = (folder.path / "people.csv").read_text(encoding="utf-8")
    (folder.path / "people.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert len(load_company(folder.path).people) == 3


HEADER = "person_id,name,email,hired_on,left_on,currency"
FORMS = [
    ("person_id,name", "person_id,nam", 1, "nam", '"nam"', 'mean "name"'),
    ("person_id,name", "name", 1, "person_id", "no such column", "needed"),
    ("person_id,name", "person_id,name,name", 1, "name", "twice", "once"),
    (HEADER, HEADER.replace(",", ";"), 1, "", ";", "commas"),
    ("ada,Ada Novak", "ada,Ada,Novak", 2, "", "7 columns", "has 6"),
    ("Ada Novak", '"Ada" Novak', 2, "", "broken record", "doubled"),
    ("cleo,Cleo", ",Cleo", 4, "person_id", '""', "not empty"),
    ("2021-01-01,,EUR", "2021-01-01,,EURO", 4, "currency", "EURO", "ISO"),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[1])
def test_a_wrong_form_is_named(folder, form):
    old, new, line, column, found, allowed = form
    folder.edit("people.csv", old, new)
    problem = next(p for p in folder.problems() if p.file == "people.csv")
    assert (problem.line, problem.field) == (line, column)
    assert found in problem.found
    assert allowed in problem.allowed


def test_a_broken_header_is_told_once_and_not_for_every_row(folder):
    folder.edit("people.csv", "person_id,", "id,")
    assert {(p.file, p.line) for p in folder.problems()} == {("people.csv", 1)}


def test_an_hour_with_two_roles_is_one_too_many(folder):
    folder.append("org.csv", "ben,sales_manager,,,2025-06-01,2025-06-01\n")
    problem = folder.problem()
    assert (problem.line, problem.field) == (6, "valid_from")
    assert "line 3" in problem.allowed


def test_a_gap_between_roles_is_no_problem(folder):
    folder.edit("org.csv", "2026-03-31", "2026-02-28")
    load_company(folder.path)


def test_managers_in_a_circle_on_no_common_day_are_no_circle(folder):
    folder.edit(
        "org.csv", "cleo,sales_manager,,,2025-01-01,", "cleo,sales_manager,,,2025-01-01,2025-12-31"
    )
    folder.append("org.csv", "cleo,sales_manager,dora,,2026-01-01,\n")
    folder.append("org.csv", "dora,head,,,2025-01-01,2026-06-30\n")
    folder.append("people.csv", "dora,Dora,,,,\n")
    load_company(folder.path)
    folder.append("org.csv", "dora,head,cleo,,2026-07-01,\n")
    assert "under" in folder.problem().found


def test_one_who_is_her_own_manager_is_told_once(folder):
    folder.edit("org.csv", "sales_manager,,", "sales_manager,cleo,")
    assert folder.problem().allowed == "somebody else, or empty"


def test_thousands_of_problems_are_told_soon(folder):
    folder.append("people.csv", "".join(f"p{n},N,,,,\n" for n in range(2000)))
    folder.append("org.csv", "".join(f"q{n},rep,,,2026-01-01,\n" for n in range(2000)))
    begin = time.perf_counter()
    assert len(folder.problems()) == 2000
    assert time.perf_counter() - begin < 5
