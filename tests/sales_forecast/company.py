"""A small company that pays and forecasts, as the CRM tells of it on a day."""

import csv
import random
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.audit.story import ACCESS
from tests.journeys.small import FILES, deals, write_company
from tests.revops_metrics.deals import Deal, told

RULES = """\
packages:
  - {name: sales_commission, version: bundled}
  - {name: revops_metrics, version: bundled}
  - {name: sales_forecast, version: bundled}
"""
ACCOUNTS = """\
  forecast_sales: {code: "9710", title: Expected sales, type: asset}
  forecast_sales_contra: {code: "9719", title: Expected sales again, type: liability}
"""
TABLE = '      - {name: deals, files: "deals*.csv"}\n'
TABLES = """\
      - {name: opportunities, files: "opportunities.csv"}
      - {name: changes, files: "changes.csv"}
"""
MAPPINGS = """\
  - entity: opportunity
    from: crm.opportunities
    fields:
      opportunity_id: opportunity_id
      stage: stage
      amount: amount
      currency: currency
      created_on: created_on
      closed_on: closed_on
      owner_id: owner_id
      forecast_category: forecast_category
  - entity: opportunity_change
    from: crm.changes
    fields:
      opportunity_id: opportunity_id
      changed_at: changed_at
      field: field
      old_value: old_value
      new_value: new_value
"""
PARAMETERS = {
    "revops_metrics/stages.csv": "stage,position,outcome,is_late,probability\n"
    "Talk,1,open,false,0.2\nOffer,2,open,true,0.6\nWon,3,won,false,\nLost,4,lost,false,\n",
    "sales_forecast/methods.csv": "method\nbottom_up\ntop_down\nweighted\nstatistical\nblend\n",
    "sales_forecast/categories.csv": "category,counts_as\nCommit,commit\n",
    "sales_forecast/probabilities.csv": "stage,probability\nTalk,0.2\nOffer,0.6\n",
}


def begin(folder: Path) -> Path:
    """Write the company, without opportunities."""
    files = {
        "company.yml": FILES["company.yml"] + ACCOUNTS,
        "access.yml": ACCESS,
        "rules.yml": RULES,
        "sources.yml": FILES["sources.yml"].replace(TABLE, TABLE + TABLES) + MAPPINGS,
        **{f"parameters/{name}": text for name, text in PARAMETERS.items()},
    }
    return write_company(folder, deals(24), **files)


def tell(folder: Path, until: date) -> None:
    """Write the opportunities and their log as the CRM knows them on a day."""
    rows = told([_deal(number) for number in range(80)], until)
    for name, table in (("opportunities", "opportunity"), ("changes", "opportunity_change")):
        with (folder / "data" / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[table][0])
            writer.writeheader()
            writer.writerows(rows[table])


def _deal(number: int) -> Deal:
    """Return a deal of the year before or this one, of two months or so."""
    chance = random.Random(number)
    created_on = date(2025, 7, 1) + timedelta(days=5 * number)
    days = chance.randint(20, 100)
    end = datetime.combine(created_on, datetime.min.time()) + timedelta(days=days, hours=9)
    begun = {
        "stage": "Talk",
        "amount": f"{chance.randint(1_000, 90_000)}.50",
        "closed_on": str(end.date()),
        "owner_id": chance.choice(["ann", "bob"]),
        "forecast_category": None,
    }
    half = end - timedelta(days=days // 2)
    steps = (
        (half, "stage", "Offer"),
        (half, "forecast_category", chance.choice(["Commit", "Maybe"])),
        (end, "stage", chance.choice(["Won", "Lost"])),
    )
    return Deal(f"O{number:03}", "c1", created_on, begun, steps)
