"""What a plan says of credit, quotas, pools and contests, as it reaches the schema control."""

from decimal import Decimal

from perfos.company import control_tables, load_company

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


def test_leave_changes_the_hash_of_the_configuration(folder):
    before = load_company(folder.path).config_hash
    folder.write("leave.csv", "person_id,starts_on,ends_on\nada,2026-01-01,2026-01-10\n")
    company = load_company(folder.path)
    assert company.config_hash != before
    assert control_tables(company)["leave"].to_pylist()[0]["person_id"] == "ada"


def test_pools_and_contests_reach_the_tables_as_components(folder):
    folder.append(PLAN, POOL + "    share: {by: weight, weights: {ada: 2}}\n" + CONTEST)
    folder.append(PLAN, "    score: count\nquotas: {new_business: {ramp: [0.5]}}\n")
    tables = control_tables(load_company(folder.path))
    rows = {name: tables[name].to_pylist() for name in tables}
    components = {row["component_id"]: row for row in rows["plan_component"]}
    assert components["team"]["rate_kind"] == "pool"
    assert (components["race"]["rate_kind"], components["race"]["tier_by"]) == ("contest", "count")
    assert rows["plan_pool"][0]["funding_rate"] == rows["plan_quota_rule"][0]["ramp"][0] / 5
    assert rows["plan_pool_weight"][0]["weight"] == 2
    assert [(row["place"], row["amount"]) for row in rows["plan_contest_prize"]] == [
        (1, 100),
        (2, 50),
    ]


def test_fees_and_carving_reach_the_tables(folder):
    fees = "fees: {order: cumulative, take: [{share: 0.1}, {amount: 25}]}"
    folder.edit(PLAN, "      to: owner\n", f"      to: owner\n      {fees}\n")
    folder.edit(PLAN, "rate: 0.01}\n", "rate: 0.01}\n    carved_from: new_business\n")
    tables = control_tables(load_company(folder.path))
    assert [
        (row["fee_no"], row["fee_order"], row["share"], row["amount"])
        for row in tables["plan_fee"].to_pylist()
    ] == [(1, "cumulative", Decimal("0.1"), None), (2, "cumulative", None, 25)]
    (carve,) = tables["plan_carve"].to_pylist()
    assert carve["carved_plan_id"] == carve["plan_id"]
    assert carve["carved_component_id"] == "new_business"
