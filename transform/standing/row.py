"""One node as it was built: from what, by which run, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transform.results import NodeResult
from transform.standing.prints import Print

FINE = ("success", "pass", "warn")


@dataclass(frozen=True)
class Row:
    """One line of the record; its fields are the columns of `built.node`."""

    unique_id: str
    resource_type: str
    materialized: str
    relation: str | None
    shape: str
    content: str | None
    run_id: str
    status: str
    milliseconds: int
    message: str
    failures: int | None
    is_aside: bool = False

    @property
    def plain(self) -> str:
        """Its relation as `schema.table`."""
        return ".".join((self.relation or "").replace('"', "").split(".")[-2:])

    def fits(self, wanted: Print) -> bool:
        """Return whether what was built then is what would be built now."""
        if self.materialized == "view":
            return self.shape == wanted.shape
        return self.content is not None and self.content == wanted.content

    def result(self) -> NodeResult:
        """Return what became of the node when it was built."""
        return NodeResult(
            self.unique_id,
            self.resource_type,
            self.status,
            self.milliseconds / 1000,
            self.message,
            self.failures,
            since=self.run_id,
        )


def rows_of(
    results: Sequence[NodeResult],
    nodes: Mapping[str, Any],
    prints: Mapping[str, Print],
    run_id: str,
) -> Iterator[Row]:
    """Yield a line for each result that may stand; a failed node is built again."""
    for one in results:
        name, node = one.unique_id, nodes[one.unique_id]
        materialized = node["config"]["materialized"]
        if one.status in FINE:
            yield Row(
                name,
                one.resource_type,
                materialized,
                node["relation_name"],
                prints[name].shape,
                prints[name].content,
                run_id,
                one.status,
                round(1000 * one.seconds),
                one.message,
                one.failures,
            )
