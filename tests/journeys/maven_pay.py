"""The pay of the maven plans, worked out from the CSV files alone: plain Python, row by row."""

import csv
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

CENT = Decimal("0.01")


def tiered(total: Decimal) -> Decimal:
    """Return what a quarter's sales earn: 4 % to 50,000, 6 % to 100,000, then 8 %."""
    first, second = min(total, Decimal(50_000)), min(total, Decimal(100_000))
    return (
        first * Decimal("0.04")
        + (second - first) * Decimal("0.06")
        + (total - second) * Decimal("0.08")
    )


def pay_of_all(folder: Path) -> dict[str, Decimal]:
    """Return what each agent and each manager earns over the year."""
    with (folder / "sales_teams.csv").open(encoding="utf-8") as teams:
        manager_of = {row["sales_agent"]: row["manager"] for row in csv.DictReader(teams)}
    with (folder / "sales_pipeline.csv").open(encoding="utf-8") as pipeline:
        won = [row for row in csv.DictReader(pipeline) if row["deal_stage"] == "Won"]
    pay: dict[str, Decimal] = defaultdict(Decimal)
    sold: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in sorted(won, key=lambda row: (row["close_date"], row["opportunity_id"])):
        agent, amount = row["sales_agent"], Decimal(row["close_value"])
        year, month, _ = row["close_date"].split("-")
        quarter = (agent, f"{year}-{(int(month) - 1) // 3}")
        earned = tiered(sold[quarter] + amount) - tiered(sold[quarter])
        sold[quarter] += amount
        pay[agent] += earned.quantize(CENT, ROUND_HALF_UP)
        pay[manager_of[agent]] += (amount * Decimal("0.01")).quantize(CENT, ROUND_HALF_UP)
    return dict(pay)
