"""The company folder as tables, and the run's own record: who, when, why, over which periods."""

import getpass
import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg
import pyarrow as pa
from pydantic import Field

from audit.archive import Archive
from orchestration.location import ROOT, Location
from orchestration.resources import Warehouse
from perfos.company.load import configuration_files
from perfos.company.tables import control_tables

GROUP = "configuration"


class RunRequestConfig(dg.Config):
    """What a person decides when they start a run."""

    company: str = Field(
        description="Name of the company to calculate. It must be the one that this code "
        "location serves: a guard against paying the wrong one."
    )
    periods: list[str] = Field(
        default_factory=list,
        description="Months to calculate, as YYYY-MM. Empty: every month that has events.",
    )
    reason: str = Field(
        default="scheduled calculation",
        description="Why this run is made; kept in the run log for audit.",
    )
    actor: str = Field(
        default="", description="Who asks for it. Empty: the operating system's user."
    )


def code_revision() -> str:
    """Return the git revision of the checkout, or `unversioned` outside of one."""
    git = subprocess.run(
        ["git", "rev-parse", "HEAD"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return git.stdout.strip() if git.returncode == 0 else "unversioned"


def run_table(
    location: Location, config: RunRequestConfig, run_id: str, kept: dict[str, str]
) -> pa.Table:
    """Return the one row of `control.run`; `kept` is where program and configuration are kept."""
    company = location.company
    return pa.Table.from_pylist(
        [
            {
                "run_id": run_id,
                "actor": config.actor or os.environ.get("USER") or getpass.getuser(),
                "reason": config.reason,
                "started_at": datetime.now(UTC).replace(tzinfo=None),
                "company": company.name,
                "config_hash": company.config_hash,
                "code_revision": code_revision(),
                "rules_lock": json.dumps(
                    company.rules_lock.model_dump(mode="json")["packages"], sort_keys=True
                ),
                "periods": config.periods,
                **kept,
            }
        ],
        schema=pa.schema(
            [
                ("run_id", pa.string()),
                ("actor", pa.string()),
                ("reason", pa.string()),
                ("started_at", pa.timestamp("us")),
                ("company", pa.string()),
                ("config_hash", pa.string()),
                ("code_revision", pa.string()),
                ("rules_lock", pa.string()),
                ("periods", pa.list_(pa.string())),
                ("program", pa.string()),
                ("configuration", pa.string()),
            ]
        ),
    )


def build(location: Location) -> dg.AssetsDefinition:
    """Return the asset that writes the schema `control` anew from the company folder."""
    names = ["run", *control_tables(location.company)]

    @dg.multi_asset(
        name="read_company_folder",
        specs=[
            dg.AssetSpec(
                ["control", name],
                group_name=GROUP,
                kinds={"yaml", "duckdb"},
                description=f"The company folder's `{name}` as a table, validated.",
            )
            for name in names
        ],
        pool="warehouse",
    )
    def read_company_folder(
        context: dg.AssetExecutionContext, config: RunRequestConfig, warehouse: Warehouse
    ) -> Iterator[dg.MaterializeResult]:
        now = location.reload()
        if config.company != now.company.name:
            raise dg.Failure(
                f"This code location serves the company {now.company.name!r}, not "
                f"{config.company!r}. Start Dagster with PERFOS_COMPANY set to its folder."
            )
        archive, folder = Archive(location.state), now.company.folder
        project = location.dbt.workspace.project_dir
        kept = archive.keep_program(project, folder, configuration_files(folder))
        run = run_table(now, config, context.run_id, kept)
        tables = {"run": run, **control_tables(now.company)}
        with warehouse.connect() as connection:
            # What a killed run has posted is kept before its inputs are replaced.
            archive.keep_run(connection)
            connection.begin()
            connection.execute("create schema if not exists control")
            for name, table in tables.items():
                connection.register("incoming", table)
                connection.execute(f'create or replace table control."{name}" as from incoming')
                connection.unregister("incoming")
            connection.commit()
        for name, table in tables.items():
            yield dg.MaterializeResult(
                asset_key=["control", name],
                metadata={"dagster/row_count": table.num_rows},
            )

    return read_company_folder
