"""A small company written into a folder: one plan, a handful of people, deals as CSV."""

import itertools
from pathlib import Path

import duckdb

from orchestration.run import run_company
from orchestration.summary import Summary
from perfos.paths import state_of

HEADER = "deal_id,closed_on,amount,currency,owner,stage"

FILES = {
    "company.yml": """\
name: small
title: Small company
currency: EUR
fiscal_year_start: 1
first_open_period: 2026-01
rounding: {stage: event, mode: half_up}
fx: {policy: event_date, max_age_days: 7}
limits: {amount_min: -1000000, amount_max: 1000000, earliest: 2020-01-01, latest: 2030-12-31}
quality: {max_quarantined_share: 0.05}
accounts:
  commission_expense: {code: "6411", title: Commission expense, type: expense}
  commission_payable: {code: "4210", title: Commissions payable, type: liability}
""",
    "people.csv": """\
person_id,name,email,hired_on,left_on,currency
ann,Ann Archer,ann@example.com,2020-01-01,,EUR
bob,Bob Baker,bob@example.com,2020-01-01,,EUR
""",
    "org.csv": """\
person_id,role,manager_id,territory_id,valid_from,valid_to
ann,seller,,,2020-01-01,
bob,seller,,,2020-01-01,
""",
    "quotas.csv": "payee_id,quota,window,starts_on,amount,currency\n",
    "plans/seller.yml": """\
plan: seller
title: Sellers
currency: EUR
valid_from: 2026-01-01
assigned: {roles: [seller]}
components:
  - id: sales
    title: Sales
    credit: {events: [booking], to: owner}
    window: quarter
    rate:
      kind: marginal
      tiers: [{from: 0, rate: 0.05}, {from: 100000, rate: 0.10}]
""",
    "sources.yml": """\
sources:
  - name: crm
    kind: files
    tables:
      - {name: deals, files: "deals*.csv"}
mappings:
  - entity: event
    from: crm.deals
    where: "stage = 'won'"
    fields:
      event_id: deal_id
      kind: "'booking'"
      occurred_on: closed_on
      amount: amount
      currency: currency
      owner_id: owner
""",
    "rules.yml": "packages:\n  - {name: sales_commission, version: bundled}\n",
}


def write_company(folder: Path, deals: list[str], **files: str) -> Path:
    """Write the company into `folder`, with `deals` as lines of deals.csv; return the folder."""
    for name, text in {**FILES, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    write_deals(folder, deals)
    return folder


def write_deals(folder: Path, deals: list[str], name: str = "deals.csv") -> None:
    """Write a file of deals into the company's data folder."""
    path = folder / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([HEADER, *deals]) + "\n")


def deals(count: int) -> list[str]:
    """Return `count` won deals of both sellers over the first half of 2026."""
    return [
        f"D{n:05},2026-{1 + n % 6:02}-{1 + n % 28:02},{1000 + 7 * n}.25,EUR,{owner},won"
        for n, owner in zip(range(count), itertools.cycle(["bob", "ann"]), strict=False)
    ]


def run(folder: Path, **options: object) -> Summary:
    """Run the company's calculation in this process."""
    return run_company(folder, **options)  # type: ignore[arg-type]


def query(sql: str, company: str = "small") -> list[tuple]:
    """Return the rows of a query on the company's warehouse."""
    with duckdb.connect(str(state_of(company).warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def ledger(company: str = "small") -> list[tuple]:
    """Return the whole ledger without what names the run."""
    return query(
        "select * exclude (run_id, recorded_at, code_revision) from ledger.ledger_entries "
        "order by entry_id",
        company,
    )
