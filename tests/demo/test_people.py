"""People who join, leave, move and rise, with managers and quotas that follow."""

from pathlib import Path

import pytest

from perfos.demo import write_configuration
from perfos.demo.names import full_name
from tests.demo.conftest import Ask


@pytest.mark.parametrize(
    ("deals", "fewest", "most"),
    [(1_000, 12, 20), (5_000, 36, 46), (50_000, 360, 460), (10_000_000, 1_800, 2_200)],
)
def test_people_grow_with_the_deals(tmp_path: Path, deals: int, fewest: int, most: int) -> None:
    write_configuration(tmp_path / "demo", deals, seed=7)
    people = (tmp_path / "demo" / "people.csv").read_text().splitlines()[1:]
    assert fewest <= len(people) <= most
    assert len({line.split(",")[2] for line in people}) == len(people)


def test_names_do_not_repeat() -> None:
    assert len({full_name(number) for number in range(2_400)}) == 2_400


def test_all_that_happens_to_people_happens(ask: Ask) -> None:
    assert ask("select count(*) from people where left_on is not null")[0][0] > 3
    assert ask("select count(*) from people where hired_on > '2025-01-01'")[0][0] > 3
    changes = set(
        ask(
            "select before.role, after.role from org as before join org as after "
            "on before.person_id = after.person_id "
            "and after.valid_from::date = before.valid_to::date + 1"
        )
    )
    assert ("inside_sales", "account_executive") in changes
    assert ("account_executive", "sales_manager") in changes
    moved = ask(
        "select person_id from org where role = 'account_executive' group by all "
        "having count(distinct territory_id) > 1"
    )
    assert moved


def test_everybody_is_led_by_a_manager_of_the_day(ask: Ask) -> None:
    """A seller's manager leads the same territory from the first to the last day."""
    wrong = ask(
        "select led.person_id, led.valid_from from org as led anti join org as leader "
        "on led.manager_id = leader.person_id "
        "and leader.role = if(led.role in ('account_executive', 'inside_sales'), "
        "'sales_manager', 'vp_sales') "
        "and (led.role in ('sales_manager', 'solution_specialist') "
        "or led.territory_id = leader.territory_id) "
        "and led.valid_from >= leader.valid_from "
        "and coalesce(led.valid_to, '9999') <= coalesce(leader.valid_to, '9999') "
        "where led.role <> 'vp_sales'"
    )
    assert wrong == []


def test_assignments_span_the_employment_without_overlap(ask: Ask) -> None:
    assert (
        ask(
            "select person_id from org join people using (person_id) group by all "
            "having min(valid_from) <> any_value(hired_on) "
            "or max(coalesce(valid_to, '9999')) <> coalesce(any_value(left_on), '9999')"
        )
        == []
    )
    assert (
        ask(
            "select person_id from (select *, lead(valid_from) over (partition by person_id "
            "order by valid_from) as next from org) where next is not null "
            "and (valid_to is null or next::date <> valid_to::date + 1)"
        )
        == []
    )


def test_quotas_follow_the_role(ask: Ask) -> None:
    """One for each quarter in which somebody is an account executive, and smaller for a part."""
    quarters = (
        "select quarter.day::date as starts_on from generate_series(date '2025-01-01', "
        "date '2026-10-01', interval 3 month) as quarter (day)"
    )
    expected = ask(
        f"select distinct person_id, starts_on::varchar from org join ({quarters}) "
        "on valid_from::date < starts_on + interval 3 month "
        "and coalesce(valid_to::date, '2099-01-01'::date) >= starts_on "
        "where role = 'account_executive' order by all"
    )
    assert ask("select payee_id, starts_on from quotas order by all") == expected
    ((smallest, largest),) = ask("select min(amount::int), max(amount::int) from quotas")
    assert 0 < smallest < largest / 3
