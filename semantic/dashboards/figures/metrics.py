"""Metrics of a rule package: values by month and by whom, and what each of them means."""

from dataclasses import dataclass
from functools import cache

from perfos.metrics.definition import Definitions, Metric, Variant
from perfos.metrics.formula import parts_of
from semantic.dashboards.who import has_view, load
from semantic.metrics import read
from semantic.model_files import view_over
from semantic.result import Row

STAGE = ("entered_deals", "stage_conversion", "time_in_stage", "open_deals", "open_amount")
"""What the funnel shows of a stage, by the measures' names."""


@dataclass(frozen=True)
class Measured:
    """A package of metrics, and the view that is asked for them.

    Attributes:
        package: Its name.
        view: The name of the view.
        definitions: What its metrics mean.
    """

    package: str
    view: str
    definitions: Definitions

    def metric(self, name: str) -> Metric | None:
        """Return a metric; None if there is none of that name."""
        return next((one for one in self.definitions.metrics if one.id == name), None)

    def measure(self, one: Metric, variant: Variant) -> str:
        """Return the measure of a variant: a part's own where the formula is nothing else."""
        parts = {part.name for part in self.definitions.parts}
        return variant.formula if variant.formula in parts else one.measure(variant)

    def unit(self, name: str) -> str:
        """Return the unit of a measure."""
        for one in self.definitions.metrics:
            for variant in one.variants:
                if self.measure(one, variant) == name:
                    return variant.unit or one.unit
        return next(part.unit for part in self.definitions.parts if part.name == name)

    def title(self, name: str) -> str:
        """Return what a metric, or a part, is called."""
        one = self.metric(name)
        parts = {part.name: part.title for part in self.definitions.parts}
        return one.title if one else parts[name]

    def parts(self, one: Metric) -> list[str]:
        """Return the names of the parts that the variants of a metric are made of."""
        wanted = set().union(*(parts_of(variant.formula) for variant in one.variants))
        return [part.name for part in self.definitions.parts if part.name in wanted]

    def months(self) -> list[str]:
        """Return the months that have metrics, newest first; none where the package is not used."""
        if not has_view(self.view):
            return []
        rows = load({"dimensions": [f"{self.view}.period"]})
        return sorted((str(row["period"]) for row in rows), reverse=True)

    def by_month(self, names: list[str], until: str, count: int = 12) -> list[Row]:
        """Return measures of the last months up to one, oldest first."""
        rows = load({"measures": self._all(names), "dimensions": [f"{self.view}.period"]})
        rows = sorted((row for row in rows if row["period"] <= until), key=lambda r: r["period"])
        return rows[-count:]

    def by(self, key: str, names: list[str], period: str) -> list[Row]:
        """Return measures of one month for each member of a dimension; who has none is left out.

        Stages come in their order, everything else by its name.
        """
        where = [
            {"member": f"{self.view}.period", "operator": "equals", "values": [period]},
            {"member": f"{self.view}.{key}", "operator": "set"},
        ]
        keys = ["stage_position", "stage"] if key == "stage" else [key]
        question = {"measures": self._all(names), "dimensions": self._all(keys), "filters": where}
        known = [row for row in load(question) if any(row[name] for name in names)]
        return sorted(known, key=lambda row: (int(row.get("stage_position") or 0), str(row[key])))

    def _all(self, names: list[str]) -> list[str]:
        return [f"{self.view}.{name}" for name in names]


@cache
def packages() -> dict[str, Measured]:
    """Return the packages of metrics by name; they are part of the program and read once."""
    return {name: Measured(name, view_over(one.model), one) for name, one in read().items()}


def measured(metric: str) -> Measured | None:
    """Return the package that a metric is of; None if there is none of that name."""
    return next((one for one in packages().values() if one.metric(metric)), None)
