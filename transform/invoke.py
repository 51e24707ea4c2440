"""One command of dbt, in this process."""

import contextlib
import os
from typing import TYPE_CHECKING

from transform.results import DbtFailed
from transform.workspace import Workspace

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.manifest import Manifest


def invoke(
    workspace: Workspace, arguments: list[str], manifest: "Manifest | None" = None
) -> "dbtRunnerResult":
    """Call dbt, and let go of the warehouse when it ends.

    dbt remembers paths as it is given them. It is called within the workspace's folder, where they
    are the same for all workspaces, as the warehouse's path in the profile is.

    Args:
        workspace: The project.
        arguments: The command and its options.
        manifest: The parsed project, unless the command parses.

    Raises:
        DbtFailed: dbt could not even begin: broken YAML, SQL or profile, or a locked file.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    target = os.path.relpath(workspace.target_dir, workspace.project_dir)
    options = ["--project-dir", ".", "--profiles-dir", ".", "--target-path", target]
    options += ["--log-path", f"{target}/logs", "--log-level", "none"]
    options += ["--log-level-file", "info", "--no-use-colors"]
    workspace.warehouse.parent.mkdir(parents=True, exist_ok=True)
    try:
        with contextlib.chdir(workspace.project_dir):
            outcome = dbtRunner(manifest=manifest).invoke([*arguments, *options])
    finally:
        DuckDBConnectionManager.close_all_connections()
    if outcome.exception is not None:
        raise DbtFailed(f"dbt {arguments[0]} in {workspace.project_dir}: {outcome.exception}")
    return outcome
