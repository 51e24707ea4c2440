"""The published snapshot: what every reader reads, switched by one pointer."""

from collections.abc import Iterator

import dagster as dg
import duckdb

from audit.archive import Archive
from audit.calculated import record_calculated
from audit.kpi_changes import note_changes, tell_changes
from audit.log import read_log
from audit.notify import notify
from audit.schema_drift import tell_drift
from orchestration.location import Location
from orchestration.resources import Warehouse
from semantic.publish import publish
from transform.standing.known import relation_prints

SNAPSHOT = dg.AssetKey(["published", "snapshot"])
MONTHS = dg.AssetKey(["published", "month"])


def build_months(location: Location) -> dg.AssetSpec:
    """Return the asset that shows the company's months in Dagster, one partition each."""
    start = f"{location.company.settings.first_open_period}-01"
    return dg.AssetSpec(
        MONTHS,
        deps=[SNAPSHOT],
        group_name="published",
        partitions_def=dg.MonthlyPartitionsDefinition(start_date=start, end_offset=1),
        description="One partition per month: what is posted in it, and whether it is open.",
    )


def build(location: Location) -> dg.AssetsDefinition:
    """Return the asset that publishes the warehouse's public tables."""
    manifest = location.manifest
    public = [
        dg.AssetKey([node["schema"], node["alias"]])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["config"].get("access") == "public"
    ]

    @dg.asset(
        key=SNAPSHOT,
        deps=public,
        group_name="published",
        kinds={"parquet"},
        pool="warehouse",
        description="The public tables of the last finished run as immutable Parquet. Readers "
        "read this and never meet the writer.",
    )
    def published_snapshot(
        context: dg.AssetExecutionContext, warehouse: Warehouse
    ) -> dg.MaterializeResult:
        with warehouse.connect() as connection:
            run = connection.execute("select * from control.run").to_arrow_table().to_pylist()[0]
            Archive(location.state.archive).keep_run(connection)
            events = len(read_log(connection))
            record_calculated(connection, run)
            note_changes(connection, run["run_id"])
            prints = relation_prints(connection, location.state.dbt, location.manifest)
            published = publish(connection, location.state, run, prints)
            company = location.reload().company
            recorded = read_log(connection)[events:]
            who = (company.name, company.notifications)
            told = notify(connection, *who, recorded)
            told += [*tell_changes(connection, *who), *tell_drift(connection, *who)]
            for problem in told:
                context.log.warning(problem)
            for event in month_events(connection):
                context.log_event(event)
        return dg.MaterializeResult(
            metadata={
                "snapshot": published.id,
                "tables": len(published.tables),
                "dagster/row_count": sum(table.rows for table in published.tables.values()),
            }
        )

    return published_snapshot


def month_events(connection: duckdb.DuckDBPyConnection) -> Iterator[dg.AssetMaterialization]:
    """Yield what Dagster should show of each month that has events or entries."""
    rows = connection.execute(
        "select period, state, events, entries, payees, owed, currency from ledger.period "
        "where events > 0 or entries > 0 order by period"
    ).fetchall()
    for period, state, events, entries, payees, owed, currency in rows:
        yield dg.AssetMaterialization(
            asset_key=MONTHS,
            partition=f"{period}-01",
            metadata={
                "state": state,
                "events": events,
                "entries": entries,
                "payees": payees,
                "owed": f"{owed:,.2f} {currency}",
            },
        )
