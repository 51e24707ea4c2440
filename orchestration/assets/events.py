"""What Dagster is told of the nodes of the dbt graph: their keys, and what became of them."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings
from dagster_dbt.asset_utils import get_asset_check_key_for_test

from transform.dbt import NodeResult

Event = dg.MaterializeResult | dg.AssetCheckResult

GROUPS = {"staging": "mapping", "core": "core", "quality": "quality_gate", "ledger": "ledger"}
"""Schema -> group; a schema of a rule package belongs to the group `rules`."""


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


def event_of(
    context: dg.AssetExecutionContext,
    translator: Translator,
    manifest: Mapping[str, Any],
    result: NodeResult,
    rows: int | None,
    examples: str,
) -> Iterator[Event]:
    """Yield what Dagster should know of one model or test.

    Args:
        context: The op under way.
        translator: What names the assets.
        manifest: Dbt's manifest.
        result: What became of the node, now or in the run since which nothing changed.
        rows: How many rows a table has.
        examples: The first rows that a failed test found.
    """
    since: dict[str, Any] = {"unchanged since run": result.since} if result.since else {}
    if result.resource_type == "model" and result.status == "success":
        yield dg.MaterializeResult(
            asset_key=translator.get_asset_key(manifest["nodes"][result.unique_id]),
            metadata=(since or {"seconds": result.seconds})
            | ({"dagster/row_count": rows} if rows is not None else {}),
        )
    elif result.resource_type == "test" and result.status != "skipped":
        key = get_asset_check_key_for_test(manifest, translator, result.unique_id, project=None)
        # A test on a model of an earlier stage has no place here; if it fails, the stage does.
        if key is None or key not in context.selected_asset_check_keys:
            return
        severity = dg.AssetCheckSeverity
        yield dg.AssetCheckResult(
            asset_key=key.asset_key,
            check_name=key.name,
            passed=result.status == "pass",
            severity=severity.WARN if result.status == "warn" else severity.ERROR,
            metadata={
                "failing rows": result.failures or 0,
                "message": result.message or "",
                **since,
                **({"examples": dg.MetadataValue.md(examples)} if examples else {}),
            },
        )
