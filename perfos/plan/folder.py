"""Examples as a company folder: each gets people, plans, deals and events of its own."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from perfos.plan import rows as rows_of
from perfos.plan.plan_rows import plans
from perfos.plan.rows import EARLIEST, EVENT, MAPPED, SPLIT, Row

SOURCES: dict[str, list[dict[str, Any]]] = {
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
            "fields": {name: name for name in SPLIT},
        },
        {
            "entity": "fx_rate",
            "from": "crm.rates",
            "fields": {name: name for name in ("currency", "quote_currency", "rate_on", "rate")},
        },
    ],
}
ACCOUNTS = {
    name: {"code": code, "title": name.replace("_", " ").capitalize(), "type": kind}
    for name, code, kind in (
        ("commission_expense", "6411", "expense"),
        ("commission_payable", "4210", "liability"),
        ("commission_held", "4211", "liability"),
        ("draw_receivable", "1410", "asset"),
        ("contract_cost", "1810", "asset"),
        ("contract_cost_impairment", "6412", "expense"),
    )
}


def write_folder(folder: Path, content: dict[str, Any]) -> None:
    """Write the company folder of a file of examples, with its data; JSON is YAML.

    Args:
        folder: Where to; new.
        content: `company` (currency and switches), `rates` and `examples`.
    """
    currency = content["company"]["currency"]
    examples = content["examples"]
    files = {"company.yml": company_of(content["company"]), "sources.yml": _sources(examples)}
    files["rules.yml"] = {"packages": [{"name": "sales_commission", "version": "bundled"}]}
    for example in examples:
        files |= {f"plans/{plan['plan']}.yml": plan for plan in plans(example, currency)}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(text, default=str))
    tables = {
        "people.csv": ("person_id,name,email,hired_on,left_on,currency", rows_of.people),
        "org.csv": ("person_id,role,manager_id,territory_id,valid_from,valid_to", rows_of.org),
        "quotas.csv": ("payee_id,quota,window,starts_on,amount,currency", rows_of.quotas),
        "draws.csv": ("payee_id,draw,period,amount,deal_id", rows_of.draws),
        "leave.csv": ("person_id,starts_on,ends_on", rows_of.leave),
        "data/splits.csv": (",".join(SPLIT), rows_of.splits),
        "data/events.csv": (",".join(rows_of.event_columns(examples)), rows_of.events),
    }
    for name, (header, rows) in tables.items():
        every = (row for example in examples for row in rows(example, currency))
        write_csv(folder / name, header.split(","), every)
    names = ["currency", "quote_currency", "rate_on", "rate"]
    rates = (dict(zip(names, rate, strict=True)) for rate in content["rates"])
    write_csv(folder / "data/rates.csv", names, rates)


def company_of(switches: dict[str, Any]) -> dict[str, Any]:
    """Return company.yml with the switches of a file of examples."""
    return {
        "name": "examples",
        "title": "Examples",
        "first_open_period": "2010-01",
        "fx": {"policy": "event_date", "max_age_days": 31},
        "limits": {
            "amount_min": -1000000000,
            "amount_max": 1000000000,
            "earliest": str(EARLIEST),
            "latest": "2035-12-31",
        },
        "quality": {"max_quarantined_share": 0},
        "accounts": ACCOUNTS,
        **switches,
    }


def _sources(examples: list[rows_of.Example]) -> dict[str, Any]:
    """Return sources.yml, with those columns of an event that an example has."""
    used = [name for name in rows_of.event_columns(examples) if name in MAPPED]
    event = {**SOURCES["mappings"][0]["fields"], **{name: name for name in used}}
    first, *others = SOURCES["mappings"]
    return SOURCES | {"mappings": [first | {"fields": event}, *others]}


def write_csv(path: Path, header: list[str], rows: Iterable[Row]) -> None:
    """Write rows by name; what a row does not say is empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
