"""The plan as a spreadsheet works it out: one row after the other, in exact decimal numbers."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

CENT, MICRO, NONE = Decimal("0.01"), Decimal("0.000001"), Decimal(0)
TIERS = [
    (Decimal(start), Decimal(rate))
    for start, rate in (("0", "0.04"), ("0.5", "0.06"), ("1", "0.08"), ("1.5", "0.10"))
]
OVERRIDE = Decimal("0.01")
EVENT = ("entity_id", "customer_id", "product_id", "territory_id", "dims")
SOURCE = ("source_system", "source_table", "source_id", "source_hash")
Part = tuple[str, str, Decimal]
"""Who, as what (owner, revenue or overlay), with which share."""


def rows(inputs: Path, table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a sheet."""
    with (inputs / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def rounded(amount: Decimal, unit: Decimal) -> Decimal:
    """Return an amount rounded half up."""
    return amount.quantize(unit, ROUND_HALF_UP)


class Sheet:
    """What the rows look up, and where everybody stands in each quarter."""

    def __init__(self, inputs: Path) -> None:
        self.rates = {
            (row["currency"], row["day"]): Decimal(row["rate"]) for row in rows(inputs, "fx_daily")
        }
        self.quotas = {
            (row["payee_id"], row["starts_on"]): Decimal(row["amount"])
            for row in rows(inputs, "quota")
        }
        self.managers = {
            row["person_id"]: row["manager_id"]
            for row in rows(inputs, "org_assignment")
            if row["manager_id"]
        }
        self.splits: dict[str, list[Part]] = defaultdict(list)
        for row in rows(inputs, "credit_split"):
            part = row["payee_id"], row["split_kind"], Decimal(row["share"])
            self.splits[row["deal_id"]].append(part)
        self.reached: dict[tuple[str, str], Decimal] = defaultdict(Decimal)

    def parts(self, deal: dict[str, str]) -> list[Part]:
        """Return who shares a deal; overlays come last."""
        shared = self.splits.get(deal["deal_id"], [(deal["owner_id"], "owner", Decimal(1))])
        return sorted(shared, key=lambda part: part[1] == "overlay")

    def sale(self, payee: str, day: str, credited: Decimal) -> tuple[Decimal, dict]:
        """Move a seller on through the quarter; return what that earns, and how it comes about."""
        window = payee, f"{day[:5]}{(int(day[5:7]) - 1) // 3 * 3 + 1:02}-01"
        if window not in self.quotas:
            return NONE, {}
        quota, before = self.quotas[window], self.reached[window]
        after = self.reached[window] = before + credited
        ends = [*(start * quota for start, _ in TIERS[1:]), after]
        slices = []
        for number, ((start, rate), end) in enumerate(zip(TIERS, ends, strict=True), start=1):
            low, high = max(before, start * quota), min(after, end)
            if high > low:
                slices.append(sliced(number, low, high, rate))
        return total(slices), described(quota, before, after, slices)

    def override(self, parts: list[Part]) -> dict[tuple[str, bool], Decimal]:
        """Return the shares of the managers above a deal, and whether they are above an overlay."""
        shares: dict[tuple[str, bool], Decimal] = defaultdict(Decimal)
        for person, kind, share in parts:
            if person in self.managers:
                shares[self.managers[person], kind == "overlay"] += share
        return shares


def sliced(number: int, low: Decimal, high: Decimal, rate: Decimal) -> dict:
    """Return what lies in one tier."""
    base = high - low
    return {
        "tier": number, "from": low, "to": high, "base": base, "rate": rate, "amount": base * rate
    }  # fmt: skip


def described(quota: Decimal | None, before: Decimal, after: Decimal, slices: list) -> dict:
    """Return how an amount came about."""
    return {"quota": quota, "before": before, "after": after, "slices": slices}


def total(slices: list[dict]) -> Decimal:
    """Return what the slices pay, rounded once."""
    return rounded(sum((one["amount"] for one in slices), NONE), CENT)


def earnings(inputs: Path) -> Iterator[tuple[dict, str, Part, Decimal, dict]]:
    """Yield deal, component, who, the amount and how it comes about, one row after the other."""
    sheet = Sheet(inputs)
    deals = (row for row in rows(inputs, "event") if row["kind"] == "booking")
    for deal in sorted(deals, key=lambda row: (row["occurred_on"], row["event_id"])):
        day, rate = deal["occurred_on"], sheet.rates[deal["currency"], deal["occurred_on"]]
        converted = rounded(Decimal(deal["amount"]) * rate, MICRO)
        parts = sheet.parts(deal)
        for part in parts:
            credited = rounded(converted * part[2], MICRO)
            yield deal, "sales", part, *sheet.sale(part[0], day, credited)
        for (manager, is_overlay), share in sheet.override(parts).items():
            credited = rounded(converted * share, MICRO)
            slices = [sliced(1, NONE, credited, OVERRIDE)]
            part = manager, "overlay" if is_overlay else "manager", share
            yield deal, "override", part, total(slices), described(None, NONE, credited, slices)


def calculate(inputs: Path, output: Path, is_explained: bool) -> None:
    """Write the postings of the core tables in `inputs`, with derivations or without."""
    names = ("posting_key", "period", "effective_on", "amount", "party_id", *EVENT, *SOURCE)
    with output.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow((*names, "rule_id", *(["explain"] if is_explained else [])))
        for deal, component, (payee, kind, share), amount, how in earnings(inputs):
            if amount:
                rule, day = f"seller/{component}", deal["occurred_on"]
                key = f"{rule}/{payee}/{deal['event_id']}{'/overlay' if kind == 'overlay' else ''}"
                copied = [deal[name] for name in (*EVENT, *SOURCE)]
                facts = {"measured": deal["amount"], "share": share, **how}
                explain = [json.dumps(facts, default=str)] if is_explained else []
                sheet.writerow((key, day[:7], day, amount, payee, *copied, rule, *explain))
