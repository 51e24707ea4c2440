"""What a plan may say of credit, quotas, pools and contests, and what it is told otherwise."""

import pytest

from perfos.company import load_company

PLAN = "plans/account_executive.yml"
POOL = """
pools:
  - id: team
    title: Team
    credit: {events: [booking]}
    window: quarter
    funding: {rate: 0.1}
"""
CONTEST = """
contests:
  - id: race
    title: Race
    credit: {events: [booking]}
    starts_on: 2026-01-01
    ends_on: 2026-03-31
    prizes: [100, 50]
"""

# What is added to the plan, where the finding is, and what it says.
MISTAKES = [
    ("quotas: {new_business: {spread: evenly}}", "quotas.new_business.spread", "even, days"),
    ("quotas: {new_business: {spread: {weights: [1]}}}", "quotas.new_business.spread", "2, 3, 4"),
    ("quotas: {new_business: {spread: {weights: [1, -1]}}}", "quotas.new_business.spread", "0 or"),
    ("quotas: {new_business: {spread: {weights: [0, 0]}}}", "quotas.new_business.spread", "above"),
    ("quotas: {new_business: {prorate: hours}}", "quotas.new_business.prorate", "working"),
    ("quotas: {new_business: {first_day: not_counted}}", "quotas.new_business.first_day", "only"),
    ("quotas: {new_business: {ramp: [0.5, -1]}}", "quotas.new_business.ramp[1]", "0 or more"),
    ("quotas: {new_business: {leave: guarantee}}", "quotas.new_business.leave", "relief"),
    ("quotas: {new_busines: {prorate: calendar}}", "quotas.new_busines", "mean"),
    (POOL.replace("{rate: 0.1}", "{}"), "pools[0].funding", "either a rate or an amount"),
    (POOL.replace("{rate: 0.1}", "{rate: -1}"), "pools[0].funding.rate", "0 or more"),
    (POOL.replace("{rate: 0.1}", "{amount: 1, over: 5}"), "pools[0].funding.over", "only with"),
    (POOL + "    share: {by: weight}\n", "pools[0].share.weights", "needs weights"),
    (POOL + "    share: {weights: {ada: 1}}\n", "pools[0].share.weights", "only with by"),
    (POOL + "    share: {by: weight, weights: {ada: -1}}\n", "pools[0].share.weights.ada", "0 or"),
    (POOL + "    share: {by: weight, weights: {adda: 1}}\n", "pools[0].share.weights.adda", "mean"),
    (POOL + "    achievement: {}\n", "pools[0].achievement", "a number"),
    (POOL + "    achievement: -1\n", "pools[0].achievement", "0 or more"),
    (POOL + "    achievement: {quota: sales}\n", "pools[0].achievement.quota", "no such quota"),
    (POOL + "    qualify: {component: x, from: 1}\n", "pools[0].qualify.component", "new_business"),
    (POOL + "    qualify: {component: teamwork, from: 1}\n", "pools[0].qualify.component", "accum"),
    (
        POOL.replace("quarter", "month") + "    qualify: {component: new_business, from: 1}\n",
        "pools[0].qualify.component",
        "by month",
    ),
    (POOL.replace("[booking]", "[booking], counts: arr"), "pools[0].credit.counts", "component"),
    (POOL.replace("id: team", "id: teamwork"), "pools[0].id", "its own id"),
    (CONTEST.replace("2026-03-31", "2025-03-31"), "contests[0].ends_on", "not before"),
    (CONTEST.replace("100, 50", "50, 100"), "contests[0].prizes[1]", "at most 50"),
    (CONTEST.replace("100, 50", "-1"), "contests[0].prizes[0]", "0 or more"),
    (CONTEST + "    score: attainment\n", "contests[0].quota", "needs a quota"),
    (CONTEST + "    quota: new_business\n", "contests[0].quota", "only with"),
    (CONTEST + "    ties: none\n", "contests[0].ties", "earliest"),
]
CREDIT_MISTAKES = [
    ("stages: [found]", "credit.stages", "only with to: split"),
    ("above: split", "credit.above", "only with to: manager"),
    ("each: whole", "credit.each", "only with to: territory"),
    ("splits: pay", "credit.splits", "only with to: split"),
    ("counts: amuont", "credit.counts", "amount"),
    ("share: 0", "credit.share", "more than 0"),
    ("first: 0", "credit.first", "1 or more"),
    ("fees: {take: []}", "credit.fees.take", "one entry"),
    ("fees: {take: [{}]}", "credit.fees.take[0]", "either a share or an amount"),
    ("fees: {take: [{share: 1, amount: 1}]}", "credit.fees.take[0]", "either a share"),
    ("fees: {take: [{share: 1.5}]}", "credit.fees.take[0].share", "from 0 to 1"),
    ("fees: {take: [{amount: -5}]}", "credit.fees.take[0].amount", "0 or more"),
]


def findings(folder, field):
    return [one for one in folder.problems() if (one.file, one.field) == (PLAN, field)]


@pytest.mark.parametrize(("text", "field", "allowed"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_named(folder, text, field, allowed):
    folder.append(PLAN, text + "\n")
    found = [one for one in folder.problems() if one.file == PLAN and one.field.startswith(field)]
    assert found, "\n".join(map(str, folder.problems()))
    assert allowed in found[0].allowed


@pytest.mark.parametrize(("text", "field", "allowed"), CREDIT_MISTAKES)
def test_a_mistake_of_credit_is_named(folder, text, field, allowed):
    folder.edit(PLAN, "      to: owner\n", f"      to: owner\n      {text}\n")
    (found,) = findings(folder, f"components[0].{field}")
    assert allowed in found.allowed


def test_a_stage_has_no_comma(folder):
    folder.edit(PLAN, "      to: split\n", '      to: split\n      stages: ["a,b"]\n')
    assert "comma" in findings(folder, "components[1].credit.stages[0]")[0].allowed


def test_the_first_events_need_a_window(folder):
    folder.edit(PLAN, "      to: split\n", "      to: split\n      first: 3\n")
    assert "window" in findings(folder, "components[1].credit.first")[0].allowed


@pytest.mark.parametrize(
    ("source", "allowed"),
    [("teamwork", "itself"), ("teamwrk", "mean"), ("other/teamwork", "no such component")],
)
def test_what_is_carved_from_is_there(folder, source, allowed):
    folder.edit(PLAN, "rate: 0.01}\n", f"rate: 0.01}}\n    carved_from: {source}\n")
    assert allowed in findings(folder, "components[1].carved_from")[0].allowed


def test_a_longer_quota_needs_a_spread_that_fits(folder):
    folder.write(
        "quotas.csv",
        "payee_id,quota,window,starts_on,amount,currency\n"
        "ada,new_business,year,2026-01-01,100000,EUR\n",
    )
    assert "spread: even" in folder.problem().allowed
    folder.append(PLAN, "quotas: {new_business: {spread: {weights: [1, 1]}}}\n")
    assert "give 4 weights, not 2" in folder.problem().allowed
    folder.edit(PLAN, "[1, 1]", "[1, 1, 1, 1]")
    load_company(folder.path)
    folder.edit("quotas.csv", "new_business,year", "new_business,month")
    assert "cannot be spread" in folder.problem().allowed


def test_leave_is_of_somebody_and_ends_after_it_began(folder):
    header = "person_id,starts_on,ends_on\n"
    folder.write("leave.csv", header + "adda,2026-01-01,2026-01-10\n")
    assert folder.problem().field == "person_id"
    folder.write("leave.csv", header + "ada,2026-01-10,2026-01-01\n")
    assert folder.problem().field == "ends_on"
    folder.write("leave.csv", header + "ada,2026-01-01,2026-01-10\nada,2026-01-01,2026-01-05\n")
    assert folder.problem().field == "starts_on"
