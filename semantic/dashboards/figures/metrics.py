"""Metrics of sales and revenue: values by month and by whom, and what each of them means."""

from functools import cache

from perfos.metrics.definition import Definitions, Metric, Variant
from perfos.metrics.formula import parts_of
from semantic.dashboards.who import load
from semantic.metrics import read
from semantic.result import Row

STAGE = ("entered_deals", "stage_conversion", "time_in_stage", "open_deals", "open_amount")
"""What the funnel shows of a stage, by the measures' names."""


@cache
def definitions() -> Definitions:
    """Return what the metrics mean; it is part of the program and read once."""
    return read()


def metric(name: str) -> Metric | None:
    """Return a metric; None if there is none of that name."""
    return next((one for one in definitions().metrics if one.id == name), None)


def measure(one: Metric, variant: Variant) -> str:
    """Return the measure of a variant: a part's own where the formula is nothing else."""
    parts = {part.name for part in definitions().parts}
    return variant.formula if variant.formula in parts else one.measure(variant)


@cache
def unit(name: str) -> str:
    """Return the unit of a measure."""
    for one in definitions().metrics:
        for variant in one.variants:
            if measure(one, variant) == name:
                return variant.unit or one.unit
    return next(part.unit for part in definitions().parts if part.name == name)


def months() -> list[str]:
    """Return the months that have metrics, newest first."""
    rows = load({"dimensions": ["revops.period"]})
    return sorted((str(row["period"]) for row in rows), reverse=True)


def by_month(names: list[str], until: str, count: int = 12) -> list[Row]:
    """Return measures of the last months up to one, oldest first."""
    rows = load({"measures": [f"revops.{name}" for name in names], "dimensions": ["revops.period"]})
    rows = sorted((row for row in rows if row["period"] <= until), key=lambda row: row["period"])
    return rows[-count:]


def by(key: str, names: list[str], period: str) -> list[Row]:
    """Return measures of one month for each member of a dimension; what has none is left out.

    Stages come in their order, everything else by its name.
    """
    where = [
        {"member": "revops.period", "operator": "equals", "values": [period]},
        {"member": f"revops.{key}", "operator": "set"},
    ]
    keys = ["stage_position", "stage"] if key == "stage" else [key]
    rows = load(
        {
            "measures": [f"revops.{name}" for name in names],
            "dimensions": [f"revops.{one}" for one in keys],
            "filters": where,
        }
    )
    known = [row for row in rows if any(row[name] for name in names)]
    return sorted(known, key=lambda row: (int(row.get("stage_position") or 0), str(row[key])))


def parts(one: Metric) -> list[str]:
    """Return the names of the parts that the variants of a metric are made of."""
    wanted = set().union(*(parts_of(variant.formula) for variant in one.variants))
    return [part.name for part in definitions().parts if part.name in wanted]
