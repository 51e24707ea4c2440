"""Which versions of a rule package a snapshot holds."""

import json

import pytest

from semantic.publish import publish


@pytest.mark.parametrize(
    ("schema", "project", "is_published"),
    [
        ("shadow_sales_commission", "sales_commission", False),
        ("sales_commission__v0_9_0", "sales_commission__v0_9_0", True),
    ],
)
def test_a_candidate_is_never_published_and_a_bound_version_is(
    warehouse, state, run, schema, project, is_published
):
    path = state.dbt / "target" / "manifest.json"
    content = json.loads(path.read_text())
    for key, node in list(content["nodes"].items()):
        if node["package_name"] == "sales_commission":
            content["nodes"][f"{key}.other"] = node | {"schema": schema, "package_name": project}
    path.write_text(json.dumps(content))
    warehouse.execute(f"create schema {schema}")
    warehouse.execute(f"create table {schema}.earning as from sales_commission.earning")
    tables = publish(warehouse, state, run).tables
    assert (f"{schema}.earning" in tables) is is_published
    assert "sales_commission.earning" in tables
