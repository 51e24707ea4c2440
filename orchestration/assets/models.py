"""The dbt graph as assets and checks, one op per stage that a finance person would name."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.asset_utils import get_asset_check_key_for_test

from orchestration.assets.evidence import CheckRow, failing_rows, keep_results, row_counts
from orchestration.location import Location
from orchestration.resources import Warehouse
from packages.upgrade.timing import keep_seconds
from transform.dbt import DbtFailed, NodeResult

Event = dg.MaterializeResult | dg.AssetCheckResult

GROUPS = {"staging": "mapping", "core": "core", "quality": "quality_gate", "ledger": "ledger"}
"""Schema -> group; a schema of a rule package belongs to the group `rules`."""


def stages(location: Location) -> dict[str, str]:
    """Return the stages in the order in which they run: name -> dbt selection."""
    packages = " ".join(f"package:{name}" for name in location.packages)
    return {
        "conform": "config.schema:staging config.schema:quality config.schema:core",
        "calculate": packages,
        # Named besides, because dbt leaves out a test that also reads a model of another stage.
        "post": "config.schema:ledger assert_every_posting_is_complete "
        "assert_every_entry_names_its_origin",
    }


class Translator(DagsterDbtTranslator):
    """One grammar for all keys: `<schema>/<relation>`."""

    def __init__(self) -> None:
        super().__init__(
            DagsterDbtTranslatorSettings(
                enable_asset_checks=True, enable_source_tests_as_checks=True
            )
        )

    def get_asset_key(self, dbt_resource_props: Any) -> dg.AssetKey:  # noqa: ANN401
        """Return `<schema>/<relation>` for models and sources alike."""
        name = dbt_resource_props.get("identifier") or dbt_resource_props.get("alias")
        return dg.AssetKey([dbt_resource_props["schema"], name or dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Any) -> str:  # noqa: ANN401
        """Return the group that the model's schema stands for."""
        return GROUPS.get(dbt_resource_props["schema"], "rules")


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
                results = self.location.dbt.build(self.select)
            except DbtFailed as error:
                failure, results = error, error.results
            with warehouse.connect() as connection:
                counts = row_counts(connection, self.location.manifest["nodes"], results)
                found = {one.unique_id: failing_rows(connection, one) for one in results}
                keep_results(connection, context.run_id, self.kept(results))
                keep_seconds(connection, context.run_id, results)
            for result in results:
                yield from self.events(context, result, counts, found[result.unique_id])
            if failure:
                rows = "\n".join(text for text in found.values() if text)
                raise dg.Failure(f"{failure}\n{rows}".strip(), allow_retries=False)

        return stage

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

    def events(
        self,
        context: dg.AssetExecutionContext,
        result: NodeResult,
        counts: dict[str, int],
        found: str,
    ) -> Iterator[Event]:
        """Yield what Dagster should know of one finished model or test."""
        manifest = self.location.manifest
        if result.resource_type == "model" and result.status == "success":
            node = manifest["nodes"][result.unique_id]
            rows = counts.get(result.unique_id)
            yield dg.MaterializeResult(
                asset_key=self.translator.get_asset_key(node),
                metadata={"seconds": result.seconds}
                | ({"dagster/row_count": rows} if rows is not None else {}),
            )
        elif result.resource_type == "test" and result.status != "skipped":
            key = get_asset_check_key_for_test(
                manifest, self.translator, result.unique_id, project=None
            )
            # A test on a model of an earlier stage has no place here; if it fails, the stage does.
            if key is None or key not in context.selected_asset_check_keys:
                return
            yield dg.AssetCheckResult(
                asset_key=key.asset_key,
                check_name=key.name,
                passed=result.status == "pass",
                severity=dg.AssetCheckSeverity.WARN
                if result.status == "warn"
                else dg.AssetCheckSeverity.ERROR,
                metadata={
                    "failing rows": result.failures or 0,
                    "message": result.message or "",
                    **({"examples": dg.MetadataValue.md(found)} if found else {}),
                },
            )


def build(location: Location) -> list[dg.AssetsDefinition]:
    """Return the stages of the dbt graph in the order in which they run."""
    return [Stage(location, name, select).build() for name, select in stages(location).items()]
