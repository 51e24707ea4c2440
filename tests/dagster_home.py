"""A home for Dagster that belongs to one test."""

from pathlib import Path

_SETTINGS = """\
telemetry: {{enabled: false}}
storage:
  custom:
    module: orchestration.storage
    class: KeptSqliteStorage
    config: {{base_dir: "{folder}/storage"}}
"""


def dagster_home(folder: Path) -> Path:
    """Make a folder that `DAGSTER_HOME` may name; Dagster keeps its runs in it, as in use."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dagster.yaml").write_text(_SETTINGS.format(folder=folder))
    return folder
