"""The views of the semantic layer in the lineage, and whether they say what the ledger says."""

import os

import dagster as dg

from orchestration.assets.snapshot import SNAPSHOT
from orchestration.location import Location
from semantic.agreement import differences
from semantic.client import SemanticClient
from semantic.errors import QueryError, SecretError, SnapshotError
from semantic.model_files import tables_of, views
from semantic.secret import load_secret
from semantic.snapshot import Snapshots
from semantic.tokens import Viewer, mint

GROUP = "semantic"
URL = "PERFOS_SEMANTIC_URL"
CHECKER = Viewer("agreement check", ("auditor",), "", ())
SHOWN = 20


def build_specs(location: Location) -> list[dg.AssetSpec]:
    """Return one external asset for each view that the company has the tables for."""
    relations = {
        f"{node['schema']}.{node['alias']}": dg.AssetKey([node["schema"], node["alias"]])
        for node in location.manifest["nodes"].values()
        if node["resource_type"] == "model"
    }
    found = []
    for name, view in views().items():
        tables = tables_of(view)
        if relations.keys() >= set(tables):
            found.append(
                dg.AssetSpec(
                    [GROUP, name],
                    deps=[SNAPSHOT, *(relations[one] for one in tables)],
                    group_name=GROUP,
                    kinds={"cube"},
                    description=view["description"],
                )
            )
    return found


def build_agreement(location: Location) -> list[dg.AssetChecksDefinition]:
    """Return the check that asks the server which `PERFOS_SEMANTIC_URL` names; none without one."""
    url = os.environ.get(URL)
    if not url:
        return []

    @dg.asset_check(
        asset=SNAPSHOT,
        name="semantic_layer_agrees",
        description="Each additive metric of the semantic layer, to the last digit, beside the "
        "same total straight from the published files.",
    )
    def agreement() -> dg.AssetCheckResult:
        name = location.company.name
        try:
            secret = load_secret(name)
            with (
                Snapshots(location.state).open() as snapshot,
                SemanticClient(url, lambda: mint(name, secret, CHECKER)) as client,
            ):
                found = differences(client, snapshot)
        except (QueryError, SecretError, SnapshotError) as error:
            return dg.AssetCheckResult(passed=False, metadata={"why": str(error)})
        lines = [
            f"{one.measure} {one.group}: {one.cube} by the semantic layer, {one.snapshot} published"
            for one in found[:SHOWN]
        ]
        return dg.AssetCheckResult(
            passed=not found,
            metadata={"differences": len(found), **({"which": "\n".join(lines)} if lines else {})},
        )

    return [agreement]
