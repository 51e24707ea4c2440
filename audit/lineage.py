"""The lineage of archived runs as OpenLineage events."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

PRODUCER = "https://github.com/performance-os"
SPEC = "https://openlineage.io/spec"
FACETS = {
    "version": f"{SPEC}/facets/1-0-0/DatasetVersionDatasetFacet.json",
    "outputStatistics": f"{SPEC}/facets/1-0-1/OutputStatisticsOutputDatasetFacet.json",
}


def openlineage(records: Iterable[dict[str, Any]], ended: Mapping[str, datetime]) -> bytes:
    """Return the start and the end of each run, an event a line: what it read and posted.

    Args:
        records: What the runs were made of, as the archive keeps it.
        ended: When each run reached its end (UTC); one that was killed did not.
    """
    events = []
    for record in records:
        run = record["run"]
        events.append(_event("START", datetime.fromisoformat(run["started_at"]), record))
        if run["run_id"] in ended:
            events.append(_event("COMPLETE", ended[run["run_id"]], record))
    return "".join(json.dumps(one, sort_keys=True) + "\n" for one in events).encode()


def _event(kind: str, at: datetime, record: dict[str, Any]) -> dict[str, Any]:
    run = record["run"]
    posted = {"rowCount": record["posted"]["entries"]}
    return {
        "eventType": kind,
        "eventTime": f"{at.isoformat()}Z",
        "producer": PRODUCER,
        "schemaURL": f"{SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": run["run_id"]},
        "job": {"namespace": run["company"], "name": "calculate_commissions"},
        "inputs": [
            {
                "namespace": run["company"],
                "name": name,
                "facets": _facet("version", {"datasetVersion": table["object"]}),
            }
            for name, table in sorted(record["tables"].items())
        ],
        "outputs": [
            {
                "namespace": run["company"],
                "name": "ledger.ledger_entries",
                "outputFacets": _facet("outputStatistics", posted),
            }
        ],
    }


def _facet(name: str, content: dict[str, Any]) -> dict[str, Any]:
    return {name: {"_producer": PRODUCER, "_schemaURL": FACETS[name], **content}}
