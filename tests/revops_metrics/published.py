"""Published examples as rows of the core and of the package's tables: one member each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.package_session import change
from tests.revops_metrics.session import STAGES

OURS = YAML(typ="safe").load(Path(__file__).parent / "published.yml")
PROBABLE = [
    {"stage": f"p{p}", "position": 1, "outcome": "open", "is_late": False, "probability": p / 100}
    for p in (10, 15, 30, 50, 70, 80)
]
Rows = dict[str, list[dict[str, Any]]]


def member(case: Mapping[str, Any]) -> str:
    """Return the person and segment that a case is told of."""
    return " ".join([case["id"], case.get("case", "")]).strip()


def world() -> Rows:
    """Return the rows of all cases."""
    rows: Rows = {"stages": [*STAGES, *PROBABLE], "quotas": [{"quota": "q"}]}
    for case in OURS["cases"]:
        name = member(case)
        deals = [one for kind in case.get("deals", []) for one in [kind] * kind["count"]]
        for number, deal in enumerate(deals):
            for table, more in _deal(f"{name}/{number}", name, deal).items():
                rows.setdefault(table, []).extend(more)
        for period, figures in case.get("figures", {}).items():
            rows.setdefault("figures", []).extend(
                {"period": period, "segment": name, "figure": figure, "value": value}
                for figure, value in figures.items()
            )
        if "quota" in case:
            window = {"window": "quarter", "starts_on": "2026-01-01", "ends_before": "2026-04-01"}
            quota = {"payee_id": name, "quota": "q", "amount": case["quota"], "currency": "EUR"}
            rows.setdefault("quota", []).append(quota | window)
    return rows


def _deal(key: str, owner: str, deal: Mapping[str, Any]) -> Rows:
    """Return a deal with its customer, and what was changed when it closed."""
    ends = [(deal[name], stage) for name, stage in CLOSED.items() if name in deal]
    due = deal.get("due_on", ends[0][0] if ends else None)
    row = {"opportunity_id": key, "customer_id": key, "owner_id": owner, "currency": "EUR"}
    row |= {"amount": deal["amount"], "created_on": deal["created_on"], "closed_on": due}
    row["stage"] = deal.get("stage", "Talk")
    changes = []
    for closed_on, stage in ends:
        changes = [change(key, closed_on, "stage", row["stage"], stage)]
        changes += [change(key, closed_on, "closed_on", due, closed_on)] if closed_on != due else []
        row |= {"stage": stage, "closed_on": closed_on}
    customer = {"customer_id": key, "segment": owner}
    return {"opportunity": [row], "opportunity_change": changes, "customer": [customer]}


CLOSED = {"won_on": "Won", "lost_on": "Lost"}
