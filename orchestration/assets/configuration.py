"""The company folder as tables, with the record of the run that is under way."""

from collections.abc import Iterator

import dagster as dg

from audit.archive import Archive
from orchestration.location import Location
from orchestration.resources import Warehouse
from orchestration.run_record import RunRequestConfig, run_table
from packages.history import event_table
from perfos.company.files import configuration_files
from perfos.company.table_schemas import KEPT
from perfos.company.tables import control_tables
from transform.standing.built import Built

GROUP = "configuration"
OWN = {
    "run": "The run that is under way: who, when, why.",
    "package_event": "What was done with rule packages outside of runs: who, when, why.",
}


def _refuse_another(company: str, now: Location, planned: Location) -> None:
    """Stop a run for another company, or by other rules than those that were prepared."""
    if company != now.company.name:
        raise dg.Failure(
            f"This code location serves the company {now.company.name!r}, not "
            f"{company!r}. Start Dagster with PERFOS_COMPANY set to its folder."
        )
    if now.rules != planned.rules:
        raise dg.Failure(
            "The rule packages changed while this run was waiting: "
            f"{_spoken(planned)} became {_spoken(now)}. Start it again."
        )


def _spoken(location: Location) -> str:
    return ", ".join(f"{one.name} {one.version} ({one.sha256[:12]})" for one in location.rules)


def build(location: Location) -> dg.AssetsDefinition:
    """Return the asset that writes the schema `control` anew from the company folder."""
    names = [*OWN, *control_tables(location.company)]

    @dg.multi_asset(
        name="read_company_folder",
        specs=[
            dg.AssetSpec(
                ["control", name],
                group_name=GROUP,
                kinds={"yaml", "duckdb"},
                description=OWN.get(name, f"The company folder's `{name}` as a table, validated."),
            )
            for name in names
        ],
        pool="warehouse",
    )
    def read_company_folder(
        context: dg.AssetExecutionContext, config: RunRequestConfig, warehouse: Warehouse
    ) -> Iterator[dg.MaterializeResult]:
        now = location.reload()
        _refuse_another(config.company, now, location)
        archive, folder = Archive(location.state.archive), now.company.folder
        project = location.dbt.workspace.project_dir
        kept = archive.keep_program(project, folder, configuration_files(folder))
        run = run_table(now, config, context.run_id, kept)
        events = event_table(location.state)
        tables = {"run": run, "package_event": events, **control_tables(now.company)}
        with warehouse.connect() as connection:
            # What a killed run has posted is kept before its inputs are replaced.
            archive.keep_run(connection)
            if config.everything:
                Built(connection).forget_all()
            connection.begin()
            connection.execute("create schema if not exists control")
            for name, table in tables.items():
                connection.register("incoming", table)
                verb = "create table if not exists" if name in KEPT else "create or replace table"
                connection.execute(f'{verb} control."{name}" as from incoming')
                connection.unregister("incoming")
            connection.commit()
        for name, table in tables.items():
            yield dg.MaterializeResult(
                asset_key=["control", name],
                metadata={} if name in KEPT else {"dagster/row_count": table.num_rows},
            )

    return read_company_folder
