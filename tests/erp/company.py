"""A company whose only source is an ERP, by one of the ready mappings."""

from pathlib import Path

from orchestration.location import ROOT

READY = ROOT / "ingestion" / "ready"

COMPANY = """\
name: trade
title: Trade
currency: EUR
fiscal_year_start: 1
first_open_period: 2025-01
rounding: {stage: event, mode: half_even}
fx: {policy: event_date, max_age_days: 366}
limits: {amount_min: -1000000, amount_max: 1000000, earliest: 2024-01-01, latest: 2030-12-31}
quality: {max_quarantined_share: 0}
accounts:
  commission_expense: {code: "6411", title: Commission expense, type: expense}
  commission_payable: {code: "4210", title: Commissions payable, type: liability}
  commission_held: {code: "4211", title: Commissions not due yet, type: liability}
"""
# 10 % of what is invoiced less what is credited: due once all of it is settled, or as it is paid.
PLAN = """\
plan: sellers
title: Sellers
currency: EUR
valid_from: 2025-01-01
assigned: {roles: [seller]}
components:
  - id: in_full
    title: Due once the invoice is settled
    credit: {events: [invoice, credit_note]}
    window: event
    rate: {kind: flat, rate: 0.1}
    payment: [{share: 1, on: payment, first: true, when: "settled = 'true'"}]
  - id: pro_rata
    title: Due as the invoice is paid
    credit: {events: [invoice, credit_note]}
    window: event
    rate: {kind: flat, rate: 0.1}
    payment: [{share: 1, on: payment, measure: "amount + coalesce(number(tax), 0)"}]
"""


def write_company(folder: Path, mapping: str, sellers: list[str]) -> Path:
    """Write a company that reads an ERP by a ready mapping; its sellers are known by their ids."""
    (folder / "plans").mkdir(parents=True)
    (folder / "data").mkdir()
    roles = "".join(f"{seller},seller,,,2025-01-01,\n" for seller in sellers)
    for name, text in {
        "company.yml": COMPANY,
        "people.csv": "person_id,name,email,hired_on,left_on,currency\n",
        "org.csv": f"person_id,role,manager_id,territory_id,valid_from,valid_to\n{roles}",
        "quotas.csv": "payee_id,quota,window,starts_on,amount,currency\n",
        "plans/sellers.yml": PLAN,
        "rules.yml": "packages:\n  - {name: sales_commission, version: bundled}\n",
        "sources.yml": (READY / mapping).read_text(encoding="utf-8"),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
