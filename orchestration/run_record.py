"""The run's own record: who, when, why, by which rules and over which periods."""

import getpass
import json
import os
import subprocess
from datetime import UTC, datetime

import dagster as dg
import pyarrow as pa
from pydantic import Field

from orchestration.location import ROOT, Location


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
    everything: bool = Field(
        default=False,
        description="Calculate everything anew, also what neither a changed row nor a changed "
        "rule can have moved.",
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
                "rules_lock": json.dumps([one.record for one in location.rules]),
                "periods": config.periods,
                "everything": config.everything,
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
                ("everything", pa.bool_()),
            ]
        ),
    )
