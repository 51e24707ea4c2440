"""What every test gets: state of its own, so that no test sees another one's."""

import os
from pathlib import Path

import pytest

from tests.dagster_home import dagster_home
from tests.postgres import postgres_url

__all__ = ["postgres_url"]

SHARED = Path(os.environ.get("PERFOS_SHARED", Path(__file__).parents[2] / "shared"))

os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with files that run the whole pipeline, so that no worker ends with one alone."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the state of companies and of Dagster at a folder of this test."""
    dagster_home(tmp_path / "dagster")
    monkeypatch.setenv("PERFOS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PERFOS_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "dagster"))
    monkeypatch.delenv("PERFOS_COMPANY", raising=False)
    monkeypatch.delenv("PERFOS_DATA", raising=False)
    return tmp_path


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared examples and data, or skip where there is none."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared examples (PERFOS_SHARED)")
    return SHARED
