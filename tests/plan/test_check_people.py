"""Plans against people, quotas, exchange rates and the records of the last run."""

import duckdb

from perfos.company.plan.plans import Plan
from perfos.company.validate import YamlSource
from perfos.company.yaml_file import read_yaml
from perfos.plan.check_records import check_records
from perfos.plan.finding import PlanFile
from tests.plan.conftest import HEAD, component

# The template: ada and ben are account executives under cleo, with quotas by quarter.
BY_QUOTA = "{kind: flat, by: attainment, rate: 0.1}"


def test_two_plans_that_pay_one_event_twice(check, folder):
    folder.write("plans/second.yml", HEAD.replace("plan: a", "plan: second_a") + component())
    (one,) = check(component())
    assert (one.severity, one.file) == ("error", "plans/second.yml")
    assert "ada from 2026-01-01" in one.found
    assert "paid twice" in one.advice


def test_two_plans_of_different_credit_are_a_warning(check, folder):
    text = HEAD.replace("plan: a", "plan: second_a") + component(
        credit="{events: [booking], to: manager}"
    )
    folder.write("plans/second.yml", text)
    (one,) = check(component())
    assert one.severity == "warning"


def test_one_plan_after_the_other_is_right(check, folder):
    old = HEAD.replace("plan: a", "plan: old_a").replace("2026-01-01", "2025-01-01")
    old = old.replace("assigned", "valid_to: 2025-12-31\nassigned")
    folder.write("plans/old.yml", old + component())
    assert check(component()) == []
    folder.edit("plans/old.yml", "2025-12-31", "2026-01-01")
    (one,) = check(component())
    assert "from 2026-01-01" in one.found


def test_nobody_on_a_plan_is_a_warning(check):
    (one,) = check(component(), head=HEAD.replace("[account_executive]", "[astronaut]"))
    assert (one.severity, one.line) == ("warning", 5)


def test_somebody_without_a_quota(check, folder):
    line = folder.edit(
        "quotas.csv",
        "ben,new_business,quarter,2026-01-01",
        "cleo,new_business,quarter,2026-01-01",
    )
    assert line
    (one,) = check(component(quota="new_business", window="quarter", rate=BY_QUOTA))
    assert (one.severity, one.field, one.line) == ("error", "components[0].quota", 7)
    assert "ben for 2026-01-01" in one.found


def test_managers_who_are_not_there(check, folder):
    override = component(credit="{events: [booking], to: manager}")
    assert check(override) == []
    org = (folder.path / "org.csv").read_text()
    folder.write("org.csv", org.replace(",cleo,", ",,"))
    (one,) = check(override)
    assert (one.severity, one.field, one.line) == ("error", "components[0].credit.to", 7)


def test_a_plan_in_another_currency_without_rates(check, folder):
    folder.edit("plans/account_executive.yml", "currency: EUR", "currency: USD")
    (one,) = check(component(), head=HEAD.replace("EUR", "USD"))
    assert (one.severity, one.field, one.line) == ("error", "currency", 3)
    assert "USD to EUR is needed" in one.found


def records(plan, *statements):
    """Return what the records say against a plan."""
    source = YamlSource("plans/p.yml")
    source.yaml = read_yaml(plan)
    with duckdb.connect() as snapshot:
        snapshot.execute("create schema core; create schema quality")
        for statement in statements:
            snapshot.execute(statement)
        file = PlanFile(Plan.model_validate(source.yaml.data), source)
        return list(check_records([file], snapshot))


EVENTS = """
create table core.event as
select 'booking' as kind, cast(on_day as date) as occurred_on
from (values ('2026-01-05'), ('2026-01-06'), ('2025-12-31')) as days (on_day)
"""
RATES = """
create table core.fx_daily as
select 'EUR' as currency, date '2026-01-05' as day, 1.1 as rate
"""


def test_a_day_without_a_rate_is_named():
    (one,) = records(HEAD + component(), EVENTS, RATES)
    assert (one.severity, one.line) == ("error", 3)
    assert one.found == "no rate for EUR on 2026-01-06"


def test_events_without_a_rate_are_named():
    quarantine = """
        create table quality.quarantine as
        select 'event' as entity, 'missing_rate' as reason,
            '{"currency": "SEK", "occurred_on": "2026-02-01"}'::json as record
    """
    (one,) = records(HEAD + component(), quarantine)
    assert one.found == "no rate for SEK on 2026-02-01 (1)"


def test_a_deal_that_is_shared_twice_is_named():
    splits = """
        create table core.credit_split as
        from (values ('D1', 0.7, 'revenue'), ('D1', 0.6, 'revenue'), ('D2', 0.9, 'revenue'),
            ('D2', 0.5, 'overlay')) as s (deal_id, share, split_kind)
    """
    split = component(credit="{events: [booking], to: split}")
    (one,) = records(HEAD + split, splits)
    assert one.found == "above 100 %: D1 (130.00 %)"
    assert records(HEAD + component(), splits) == []


def test_a_kind_that_never_happened_is_a_warning():
    (one,) = records(HEAD + component(credit="{events: [renewal]}"), EVENTS)
    assert (one.severity, one.line) == ("warning", 7)
    assert "there are booking" in one.advice
