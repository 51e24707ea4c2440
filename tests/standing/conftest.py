"""A small manifest: a view over a source, a table, its test, and what is appended to."""

from pathlib import Path
from typing import Any

import pytest

from transform.standing.prints import Print

VIEW, TABLE, TEST, ENTRIES = (
    "model.pack.view",
    "model.pack.table",
    "test.pack.test",
    "model.pack.entries",
)


def node(kind: str, materialized: str, above: list[str], name: str) -> dict[str, Any]:
    """Return what of a manifest's node counts."""
    return {
        "resource_type": kind,
        "schema": "pack",
        "package_name": "pack",
        "relation_name": f'"warehouse"."pack"."{name}"',
        "raw_code": f"select * from {' '.join(above)}",
        "config": {"materialized": materialized, "meta": {}},
        "columns": {},
        "depends_on": {"nodes": above, "macros": ["macro.pack.outer"]},
    }


@pytest.fixture
def manifest() -> dict[str, Any]:
    return {
        "nodes": {
            TEST: node("test", "test", [TABLE], "test"),
            ENTRIES: node("model", "incremental", [TABLE], "entries"),
            TABLE: node("model", "table", [VIEW], "table"),
            VIEW: node("model", "view", ["source.raw.deals"], "view"),
        },
        "macros": {
            "macro.pack.outer": {
                "macro_sql": "outer",
                "depends_on": {"macros": ["macro.pack.inner"]},
            },
            "macro.pack.inner": {"macro_sql": "inner", "depends_on": {"macros": []}},
        },
        "sources": {"source.raw.deals": {"schema": "raw", "identifier": "deals"}},
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in (tmp_path, tmp_path / "dbt_packages" / "pack"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "dbt_project.yml").write_text("name: x\n")
    return tmp_path


SOURCES = {"source.raw.deals": Print("columns", "rows")}
