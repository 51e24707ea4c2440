"""The dbt graph as assets and checks, one op per stage that a finance person would name."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets

from orchestration.assets.events import Event, Translator, event_of
from orchestration.assets.evidence import CheckRow, failing_rows, keep_results, row_counts
from orchestration.location import Location
from orchestration.resources import Warehouse
from packages.upgrade.timing import keep_seconds
from transform.dbt import DbtFailed, NodeResult
from transform.standing.lessons import build_and_learn
from transform.workspace import ROOT_PROJECT

ORDER = ("conform", "calculate", "post")
"""The stages, as they run."""


def stages(location: Location) -> dict[str, str]:
    """Return the assets of each stage: name -> dbt selection."""
    packages = " ".join(f"package:{name}" for name in location.packages)
    return {
        "conform": "config.schema:staging config.schema:quality config.schema:core",
        "calculate": f"{packages} config.schema:scorecard".strip(),
        # Named besides, because dbt leaves out a test that also reads a model of another stage.
        "post": "config.schema:ledger assert_every_posting_is_complete "
        "assert_every_entry_names_its_origin",
    }


def stage_of(nodes: Mapping[str, Any], name: str) -> str:
    """Return the stage that builds a model, or that has all that a test reads."""
    node = nodes[name]
    if node["resource_type"] == "test":
        above = [one for one in node["depends_on"]["nodes"] if one in nodes]
        return max((stage_of(nodes, one) for one in above), key=ORDER.index, default="post")
    if node["schema"] == "ledger":
        return "post"
    is_core = node["package_name"] == ROOT_PROJECT and node["schema"] != "scorecard"
    return "conform" if is_core else "calculate"


class Stage:
    """One op over a part of the dbt graph."""

    def __init__(self, location: Location, name: str, select: str) -> None:
        self.location = location
        self.name = name
        self.select = select
        self.translator = Translator()

    def build(self) -> dg.AssetsDefinition:
        """Return the stage's models as assets and their tests as checks."""

        @dbt_assets(
            manifest=self.location.manifest,
            select=self.select,
            dagster_dbt_translator=self.translator,
            name=self.name,
            pool="warehouse",
        )
        def stage(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Event]:
            failure: DbtFailed | None = None
            try:
                results = self.run(context.run_id, warehouse)
            except DbtFailed as error:
                failure, results = error, error.results
            nodes = self.location.manifest["nodes"]
            with warehouse.connect() as connection:
                counts = row_counts(connection, nodes, results)
                found = {one.unique_id: failing_rows(connection, one) for one in results}
                keep_results(connection, context.run_id, self.kept(results))
                keep_seconds(connection, context.run_id, results)
            for one in results:
                rows, examples = counts.get(one.unique_id), found[one.unique_id]
                yield from event_of(
                    context, self.translator, self.location.manifest, one, rows, examples
                )
            if failure:
                text = "\n".join(text for text in found.values() if text)
                raise dg.Failure(f"{failure}\n{text}".strip(), allow_retries=False)

        return stage

    def run(self, run_id: str, warehouse: Warehouse) -> list[NodeResult]:
        """Build what something changed for; return what became of every node of the stage."""
        nodes = self.location.manifest["nodes"]
        mine = [
            name
            for name, node in nodes.items()
            if node["resource_type"] in ("model", "test") and stage_of(nodes, name) == self.name
        ]
        return build_and_learn(
            self.location.dbt, self.location.manifest, mine, run_id, warehouse.connect
        )

    def kept(self, results: list[NodeResult]) -> list[CheckRow]:
        """Return what the warehouse keeps of the tests among the results."""
        nodes = self.location.manifest["nodes"]
        return [
            (
                (nodes[one.unique_id].get("attached_node") or self.name).split(".")[-1],
                nodes[one.unique_id]["name"],
                one.status in ("pass", "warn"),
                nodes[one.unique_id]["config"].get("severity", "error").lower() == "error",
                one.failures or 0,
                one.message,
            )
            for one in results
            if one.resource_type == "test" and one.status != "skipped"
        ]


def build(location: Location) -> list[dg.AssetsDefinition]:
    """Return the stages of the dbt graph in the order in which they run."""
    return [Stage(location, name, select).build() for name, select in stages(location).items()]
