"""Examples as a company folder: each gets people, plans, deals and events of its own."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.rules import example_rows as rows_of
from tests.rules.example_rows import EARLIEST, EVENT, Row

SOURCES = {
    "sources": [
        {
            "name": "crm",
            "kind": "files",
            "tables": [
                {"name": name, "files": f"{name}.csv"} for name in ("events", "splits", "rates")
            ],
        }
    ],
    "mappings": [
        {
            "entity": "event",
            "from": "crm.events",
            "fields": {name: name for name in EVENT if name not in ("owner", "deal")}
            | {"owner_id": "owner", "deal_id": "deal"},
        },
        {
            "entity": "credit_split",
            "from": "crm.splits",
            "fields": {name: name for name in ("deal_id", "payee_id", "share", "split_kind")},
        },
        {
            "entity": "fx_rate",
            "from": "crm.rates",
            "fields": {name: name for name in ("currency", "quote_currency", "rate_on", "rate")},
        },
    ],
}
ACCOUNTS = {
    "commission_expense": {"code": "6411", "title": "Commission expense", "type": "expense"},
    "commission_payable": {"code": "4210", "title": "Commissions payable", "type": "liability"},
}


def write_folder(folder: Path, content: dict[str, Any]) -> None:
    """Write the company folder of a file of examples, with its data; JSON is YAML."""
    currency = content["company"]["currency"]
    company = content["company"] | {
        "name": "examples",
        "title": "Examples",
        "first_open_period": "2010-01",
        "fx": {"policy": "event_date", "max_age_days": 31},
        "limits": {
            "amount_min": -10000000,
            "amount_max": 10000000,
            "earliest": str(EARLIEST),
            "latest": "2030-12-31",
        },
        "quality": {"max_quarantined_share": 0},
        "accounts": ACCOUNTS,
    }
    files = {"company.yml": company, "sources.yml": SOURCES}
    files["rules.lock"] = {"packages": [{"name": "sales_commission", "version": "1.0.0"}]}
    examples = content["examples"]
    for example in examples:
        files |= {f"plans/{plan['plan']}.yml": plan for plan in rows_of.plans(example, currency)}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(text, default=str))
    tables = {
        "people.csv": ("person_id,name,email,hired_on,left_on,currency", rows_of.people),
        "org.csv": ("person_id,role,manager_id,territory_id,valid_from,valid_to", rows_of.org),
        "quotas.csv": ("payee_id,quota,window,starts_on,amount,currency", rows_of.quotas),
        "data/splits.csv": ("deal_id,payee_id,share,split_kind", rows_of.splits),
        "data/events.csv": (",".join(rows_of.event_columns(examples)), rows_of.events),
    }
    for name, (header, rows) in tables.items():
        every = (row for example in examples for row in rows(example, currency))
        write_csv(folder / name, header.split(","), every)
    names = ["currency", "quote_currency", "rate_on", "rate"]
    rates = (dict(zip(names, rate, strict=True)) for rate in content["rates"])
    write_csv(folder / "data/rates.csv", names, rates)


def write_csv(path: Path, header: list[str], rows: Iterable[Row]) -> None:
    """Write rows by name; what a row does not say is empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
