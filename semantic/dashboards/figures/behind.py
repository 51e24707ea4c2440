"""The rows behind a metric: deals or customers, each with what it adds to the metric's parts."""

from dataclasses import dataclass

from perfos.metrics.definition import Metric
from semantic.dashboards.figures.metrics import Measured
from semantic.dashboards.who import load
from semantic.model_files import cubes, measures, views
from semantic.result import Row

SHOWN = 200
"""How many rows a page shows; the view has all of them."""


@dataclass(frozen=True)
class Behind:
    """Where the rows behind a package's metrics are.

    Attributes:
        view: The view that has them.
        keys: What they are told by; the first one is their identity.
    """

    view: str
    keys: tuple[str, ...]

    def parts(self, of: Measured, one: Metric) -> list[str]:
        """Return the parts of a metric that these rows add to."""
        (root, *_) = views()[self.view]["cubes"]
        known = measures(cubes()[root["join_path"]])
        return [name for name in of.parts(one) if name in known]

    def rows(self, parts: list[str], period: str) -> list[Row]:
        """Return the rows of a month that add anything, those that add most first."""
        adds = [
            {"member": f"{self.view}.{part}", "operator": "notEquals", "values": ["0"]}
            for part in parts
        ]
        in_month = {"member": f"{self.view}.period", "operator": "equals", "values": [period]}
        question = {
            "measures": [f"{self.view}.{part}" for part in parts],
            "dimensions": [f"{self.view}.{key}" for key in self.keys],
            "filters": [in_month, {"or": adds}],
            "order": [
                *([f"{self.view}.{part}", "desc"] for part in parts),
                [f"{self.view}.{self.keys[0]}", "asc"],
            ],
            "limit": SHOWN,
        }
        return load(question)


BEHIND = {
    "revops_metrics": Behind("revops_deals", ("opportunity_id", "deal", "person", "stage")),
    "recurring_revenue": Behind("recurring_revenue", ("customer_id", "customer", "segment")),
}
"""By the package; metrics of others have no rows to show."""
