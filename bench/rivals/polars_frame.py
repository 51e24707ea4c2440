"""The plan in polars, as a good analyst writes it: one lazy query, whole numbers for money.

Amounts are int64 in millionths of the currency, shares and rates in ten-thousandths, so that
nothing is rounded but where the plan rounds: for shares and rates of four digits. Everybody is on
the plan.
"""

from pathlib import Path

import polars as pl

MICRO, PARTS, CENT = 1_000_000, 10_000, 100_000_000  # of a unit, of a whole, in a cent
# The tiers: from which attainment, at which rate.
SALES = ((0, 400), (5_000, 600), (10_000, 800), (15_000, 1_000))
OVERRIDE = ((0, 100),)
EVENT = ("entity_id", "customer_id", "product_id", "territory_id", "dims")
SOURCE = ("source_system", "source_table", "source_id", "source_hash")


def whole(column: str, unit: int) -> pl.Expr:
    """Return a decimal column in whole units."""
    return (pl.col(column).cast(pl.Float64) * unit).round().cast(pl.Int64).alias(column)


def times(amount: str, factor: str) -> pl.Expr:
    """Return an amount times a share or rate, half up; nothing here is negative."""
    return (pl.col(amount) * pl.col(factor) + PARTS // 2) // PARTS


def credits(inputs: Path) -> pl.LazyFrame:
    """Return who has which share in which deal."""
    fx = pl.scan_parquet(inputs / "fx_daily.parquet").select(
        "currency", pl.col("day").alias("occurred_on"), whole("rate", PARTS)
    )
    split = pl.scan_parquet(inputs / "credit_split.parquet").select(
        "deal_id", "payee_id", "split_kind", whole("share", PARTS)
    )
    return (
        pl.scan_parquet(inputs / "event.parquet")
        .filter(pl.col("kind") == "booking")
        .select("event_id", "deal_id", "owner_id", "occurred_on", "currency", "amount")
        .with_columns(whole("amount", MICRO))
        .join(fx, on=["currency", "occurred_on"])
        .join(split, on="deal_id", how="left")
        .with_columns(
            pl.coalesce("payee_id", "owner_id").alias("payee_id"),
            pl.col("share").fill_null(PARTS),
            (pl.col("split_kind") == "overlay").fill_null(False).alias("is_overlay"),
            times("amount", "rate").alias("converted"),
        )
        .drop("deal_id", "owner_id", "split_kind")
    )


def sales(credit: pl.LazyFrame, inputs: Path) -> pl.LazyFrame:
    """Return where each credit of a seller begins and ends on the way through the quarter."""
    quota = pl.scan_parquet(inputs / "quota.parquet").select(
        "payee_id", pl.col("starts_on").alias("quarter"), whole("amount", MICRO).alias("quota")
    )
    return (
        credit.with_columns(
            times("converted", "share").alias("credited"),
            pl.col("occurred_on").dt.truncate("1q").alias("quarter"),
        )
        .sort("payee_id", "occurred_on", "event_id", "is_overlay")
        .with_columns(pl.col("credited").cum_sum().over("payee_id", "quarter").alias("after"))
        .join(quota, on=["payee_id", "quarter"])
        .with_columns((pl.col("after") - pl.col("credited")).alias("before"))
        .drop("quarter")
    )


def overrides(credit: pl.LazyFrame, inputs: Path) -> pl.LazyFrame:
    """Return what managers are credited with: the shares of their people, added up."""
    org = pl.scan_parquet(inputs / "org_assignment.parquet").select(
        pl.col("person_id").alias("payee_id"), "manager_id", "valid_from", "valid_until"
    )
    return (
        credit.join(org.filter(pl.col("manager_id").is_not_null()), on="payee_id")
        .filter(pl.col("occurred_on").is_between("valid_from", "valid_until", closed="left"))
        .group_by("event_id", "manager_id", "is_overlay")
        .agg(
            pl.col("share").sum(),
            pl.col("occurred_on", "amount", "currency", "rate", "converted").first(),
        )
        .rename({"manager_id": "payee_id"})
        .with_columns(times("converted", "share").alias("credited"))
        .with_columns(
            pl.lit(0, pl.Int64).alias("before"),
            pl.col("credited").alias("after"),
            pl.lit(None, pl.Int64).alias("quota"),
        )
    )


def rated(way: pl.LazyFrame, component: str, tiers: tuple) -> pl.LazyFrame:
    """Return the ways with what they earn: each cut at the tiers that it crosses."""
    slices, exact = [], pl.lit(0, pl.Int64)
    for number, (start, rate) in enumerate(tiers, start=1):
        low, high = pl.col("before"), pl.col("after")
        if number > 1:
            low = pl.max_horizontal(low, pl.col("quota") * start // PARTS)
        if number < len(tiers):
            high = pl.min_horizontal(high, pl.col("quota") * tiers[number][0] // PARTS)
        base = high - low
        exact += base.clip(lower_bound=0) * rate
        money = {"from": low, "to": high, "base": base, "amount": base * rate / PARTS}
        described = pl.struct(
            pl.lit(number).alias("tier"),
            pl.lit(rate / PARTS).alias("rate"),
            *((value / MICRO).alias(name) for name, value in money.items()),
        )
        slices.append(pl.when(base > 0).then(described))
    return way.with_columns(
        ((exact + CENT // 2) // CENT).alias("cents"),
        pl.concat_list(slices).list.drop_nulls().alias("slices"),
        pl.lit(component).alias("component_id"),
    )


def derivation() -> pl.Expr:
    """Return how an amount came about, as JSON."""
    money = pl.col("amount", "credited", "quota", "before", "after") / MICRO
    parts = pl.col("rate", "share") / PARTS
    return pl.struct("currency", money, parts, "slices").struct.json_encode().alias("explain")


def calculate(inputs: Path, output: Path, is_explained: bool) -> None:
    """Write the postings of the core tables in `inputs`, with derivations or without."""
    credit = credits(inputs)
    event = pl.scan_parquet(inputs / "event.parquet").select("event_id", *EVENT, *SOURCE)
    own = rated(sales(credit, inputs), "sales", SALES)
    managers = rated(overrides(credit, inputs), "override", OVERRIDE)
    earning = pl.concat([own, managers], how="diagonal").filter(pl.col("cents") != 0)
    kind = pl.when("is_overlay").then(pl.lit("/overlay")).otherwise(pl.lit(""))
    key = pl.format("seller/{}/{}/{}{}", "component_id", "payee_id", "event_id", kind)
    earning.join(event, on="event_id").select(
        key.alias("posting_key"),
        pl.col("occurred_on").dt.strftime("%Y-%m").alias("period"),
        pl.col("occurred_on").alias("effective_on"),
        (pl.col("cents").cast(pl.Decimal(28, 2)) / 100).alias("amount"),
        pl.col("payee_id").alias("party_id"),
        *EVENT,
        *SOURCE,
        pl.format("seller/{}", "component_id").alias("rule_id"),
        *([derivation()] if is_explained else []),
    ).sink_parquet(output)
