"""The plan in pandas, as a good analyst writes it: whole columns, whole numbers for money.

Amounts are int64 in millionths of the currency, shares and rates in ten-thousandths, so that
nothing is rounded but where the plan rounds: for shares and rates of four digits. Everybody is on
the plan.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

MICRO, PARTS, CENT = 1_000_000, 10_000, 100_000_000  # of a unit, of a whole, in a cent
SALES = ((0, 400), (5_000, 600), (10_000, 800), (15_000, 1_000))
"""The tiers: from which attainment, at which rate."""
OVERRIDE = ((0, 100),)
EVENT = ["entity_id", "customer_id", "product_id", "territory_id", "dims"]
SOURCE = ["source_system", "source_table", "source_id", "source_hash"]


def read(inputs: Path, table: str, columns: list[str]) -> pd.DataFrame:
    """Return columns of a core table, in the types of Arrow."""
    return pd.read_parquet(inputs / f"{table}.parquet", columns=columns, dtype_backend="pyarrow")


def whole(column: pd.Series, unit: int) -> pd.Series:
    """Return a decimal column in whole units."""
    return (column.astype("float64") * unit).round().astype("int64")


def times(amount: pd.Series, factor: pd.Series) -> pd.Series:
    """Return an amount times a share or rate, half up; nothing here is negative."""
    return (amount * factor + PARTS // 2) // PARTS


def credits(inputs: Path) -> pd.DataFrame:
    """Return who has which share in which deal."""
    columns = ["event_id", "deal_id", "owner_id", "kind", "occurred_on", "currency", "amount"]
    event = read(inputs, "event", columns)
    event["row"] = np.arange(len(event))
    event = event[event["kind"] == "booking"].drop(columns="kind")
    event["amount"] = whole(event["amount"], MICRO)
    fx = read(inputs, "fx_daily", ["currency", "day", "rate"])
    fx = fx.rename(columns={"day": "occurred_on"}).assign(rate=whole(fx["rate"], PARTS))
    split = read(inputs, "credit_split", ["deal_id", "payee_id", "split_kind", "share"])
    split["share"] = whole(split["share"], PARTS)
    credit = event.merge(fx, on=["currency", "occurred_on"]).merge(split, "left", "deal_id")
    credit["payee_id"] = credit["payee_id"].fillna(credit["owner_id"])
    credit["share"] = credit["share"].fillna(PARTS).astype("int64")
    credit["is_overlay"] = (credit["split_kind"] == "overlay").fillna(False).astype(bool)
    credit["converted"] = times(credit["amount"], credit["rate"])
    return credit.drop(columns=["deal_id", "owner_id", "split_kind"])


def sales(credit: pd.DataFrame, inputs: Path) -> pd.DataFrame:
    """Return where each credit of a seller begins and ends on the way through the quarter."""
    quota = read(inputs, "quota", ["payee_id", "starts_on", "amount"])
    quota["quota"] = whole(quota["amount"], MICRO)
    quota["quarter"] = quota["starts_on"].astype("datetime64[s]")
    way = credit.assign(
        credited=times(credit["converted"], credit["share"]),
        quarter=credit["occurred_on"].astype("datetime64[s]").dt.to_period("Q").dt.start_time,
    ).sort_values(["payee_id", "occurred_on", "event_id", "is_overlay"])
    way["quarter"] = way["quarter"].astype("datetime64[s]")
    way["after"] = way.groupby(["payee_id", "quarter"], sort=False)["credited"].cumsum()
    way["before"] = way["after"] - way["credited"]
    return way.merge(quota[["payee_id", "quarter", "quota"]], on=["payee_id", "quarter"])


def overrides(credit: pd.DataFrame, inputs: Path) -> pd.DataFrame:
    """Return what managers are credited with: the shares of their people, added up."""
    columns = ["person_id", "manager_id", "valid_from", "valid_until"]
    org = read(inputs, "org_assignment", columns).dropna(subset="manager_id")
    way = credit.merge(org.rename(columns={"person_id": "payee_id"}), on="payee_id")
    covered = (way["occurred_on"] >= way["valid_from"]) & (way["occurred_on"] < way["valid_until"])
    way = way[covered].drop(columns=["payee_id", "valid_from", "valid_until"])
    way = way.rename(columns={"manager_id": "payee_id"})
    key = ["event_id", "payee_id", "is_overlay"]
    way["share"] = way.groupby(key, sort=False)["share"].transform("sum")
    way = way.drop_duplicates(key)
    credited = times(way["converted"], way["share"])
    return way.assign(credited=credited, before=0, after=credited, quota=0)


def rated(way: pd.DataFrame, component: str, tiers: tuple) -> pd.DataFrame:
    """Return the ways with what they earn: each cut at the tiers that it crosses."""
    exact = pd.Series(0, index=way.index)
    for number, (start, rate) in enumerate(tiers, start=1):
        low, high = way["before"], way["after"]
        if number > 1:
            low = np.maximum(low, way["quota"] * start // PARTS)
        if number < len(tiers):
            high = np.minimum(high, way["quota"] * tiers[number][0] // PARTS)
        exact += (high - low).clip(lower=0) * rate
    return way.assign(cents=(exact + CENT // 2) // CENT, component_id=component)


def derivations(earning: pd.DataFrame) -> list[str]:
    """Return how each amount came about, as JSON: a text is made row by row, by a comprehension."""
    names = ("component_id", "currency", "amount", "rate", "share", "credited", "quota", "before")
    rows = zip(*(earning[name].tolist() for name in (*names, "after")), strict=True)
    return [
        f'{{"currency":"{currency}","amount":{amount / MICRO},"rate":{rate / PARTS},'
        f'"share":{share / PARTS},"credited":{credited / MICRO},'
        f'"quota":{quota / MICRO if quota else "null"},"before":{before / MICRO},'
        f'"after":{after / MICRO},"slices":[{slices(component, quota, before, after)}]}}'
        for component, currency, amount, rate, share, credited, quota, before, after in rows
    ]


def slices(component: str, quota: int, before: int, after: int) -> str:
    """Return the tiers that one credit crosses, as members of a JSON list."""
    tiers, found = SALES if component == "sales" else OVERRIDE, []
    for number, (start, rate) in enumerate(tiers, start=1):
        low = max(before, quota * start // PARTS) if number > 1 else before
        high = min(after, quota * tiers[number][0] // PARTS) if number < len(tiers) else after
        if high > low:
            found.append(
                f'{{"tier":{number},"rate":{rate / PARTS},"from":{low / MICRO},"to":{high / MICRO},'
                f'"base":{(high - low) / MICRO},"amount":{(high - low) * rate / MICRO / PARTS}}}'
            )
    return ",".join(found)


def calculate(inputs: Path, output: Path, is_explained: bool) -> None:
    """Write the postings of the core tables in `inputs`, with derivations or without."""
    credit = credits(inputs)
    earning = pd.concat(
        [
            rated(sales(credit, inputs), "sales", SALES),
            rated(overrides(credit, inputs), "override", OVERRIDE),
        ],
        ignore_index=True,
    )
    earning = earning[earning["cents"] != 0]
    event = read(inputs, "event", EVENT + SOURCE).take(earning["row"])
    rule = "seller/" + earning["component_id"].astype("string[pyarrow]")
    key = rule + "/" + earning["payee_id"] + "/" + earning["event_id"]
    postings = {
        "posting_key": key.where(~earning["is_overlay"], key + "/overlay"),
        "period": earning["occurred_on"].astype("datetime64[s]").dt.strftime("%Y-%m"),
        "effective_on": earning["occurred_on"],
        "amount": (earning["cents"] / 100).astype(pd.ArrowDtype(pa.decimal128(28, 2))),
        "party_id": earning["payee_id"],
        **{name: event[name].array for name in EVENT + SOURCE},
        "rule_id": rule,
        **({"explain": derivations(earning)} if is_explained else {}),
    }
    pd.DataFrame(postings, index=earning.index).to_parquet(output, index=False)
