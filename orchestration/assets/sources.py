"""Source files and databases, and the raw tables that dlt loads from them."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from ingestion import LoadResult, load
from orchestration.location import Location
from orchestration.resources import Warehouse

GROUP = "sources"
_KINDS = {"files": "file", "sql": "database"}


def build_source_specs(location: Location) -> list[dg.AssetSpec]:
    """Return one external asset per file pattern or database table that the company reads."""
    return [
        dg.AssetSpec(
            ["source", source.name, table.name],
            group_name=GROUP,
            kinds={_KINDS.get(source.kind, source.kind)},
            description=f"What the source `{source.name}` holds as `{table.name}`: "
            f"{table.files or table.table or table.object or table.history_of or 'a query'}.",
        )
        for source in location.company.sources
        for table in source.tables
    ]


def build(location: Location) -> dg.AssetsDefinition:
    """Return the asset that loads every raw table of the company with dlt."""

    @dg.multi_asset(
        name="load_sources",
        specs=[
            dg.AssetSpec(
                ["raw", f"{source}__{table}"],
                deps=[["source", source, table], ["control", "run"]],
                group_name=GROUP,
                kinds={"dlt", "duckdb"},
                description=f"The rows of `{source}.{table}` as they were read: typed, with file, "
                "row number and hash, nothing dropped.",
            )
            for source, table in location.company.raw_tables()
        ],
        pool="warehouse",
    )
    def load_sources(
        context: dg.AssetExecutionContext, warehouse: Warehouse
    ) -> Iterator[dg.MaterializeResult]:
        company = location.reload().company
        mapped = company.raw_tables()
        for result in load(company, location.state, context.log.info):
            key = ["raw", f"{result.source}__{result.table}"]
            if (result.source, result.table) in mapped:
                yield dg.MaterializeResult(asset_key=key, metadata=_metadata(result))

    return load_sources


def _metadata(result: LoadResult) -> dict[str, Any]:
    """Return what Dagster shows of a load of one table."""
    told = {
        "columns changed": "\n".join(result.drift),
        "requests": result.requests,
        "requests left": result.limit,
    }
    return {
        "dagster/row_count": result.rows_total,
        "rows new": result.rows_new,
        "files new": result.files_new,
        "files skipped": result.files_skipped,
        "rows with problems": result.problems,
        "seconds": result.seconds,
        **{name: value for name, value in told.items() if value},
        **{f"total {name}": str(total) for name, total in result.totals.items()},
    }
