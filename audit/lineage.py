"""The lineage of archived runs as OpenLineage events."""

import json
from collections.abc import Iterable
from typing import Any

PRODUCER = "https://github.com/performance-os"
SCHEMA = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"


def openlineage(records: Iterable[dict[str, Any]]) -> bytes:
    """Return one event a line: which inputs a run read, and what it posted."""
    return "".join(json.dumps(_event(one), sort_keys=True) + "\n" for one in records).encode()


def _event(record: dict[str, Any]) -> dict[str, Any]:
    run = record["run"]
    return {
        "eventType": "COMPLETE",
        "eventTime": f"{run['started_at'].replace(' ', 'T')}Z",
        "producer": PRODUCER,
        "schemaURL": SCHEMA,
        "run": {"runId": run["run_id"]},
        "job": {"namespace": run["company"], "name": "calculate_commissions"},
        "inputs": [
            {"namespace": run["company"], "name": name, "facets": _version(table)}
            for name, table in sorted(record["tables"].items())
        ],
        "outputs": [{"namespace": run["company"], "name": "ledger.ledger_entries"}],
    }


def _version(table: dict[str, Any]) -> dict[str, Any]:
    return {
        "version": {
            "_producer": PRODUCER,
            "_schemaURL": "https://openlineage.io/spec/facets/1-0-1/DatasetVersionDatasetFacet.json",
            "datasetVersion": table["object"],
        }
    }
