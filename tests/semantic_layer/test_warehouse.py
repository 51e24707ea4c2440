"""The warehouse of these tests has the columns and types that a real one has."""

from ruamel.yaml import YAML

from perfos.cli.place import ROOT

# Made by SQL or Python that states no contract in YAML.
FREE = {
    "quality.quarantine",
    "quality.reconciliation",
    "ledger.check_result",
    "ledger.kpi_change",
    "ledger.period_event",
}


def contracts():
    """Return the columns that dbt's files declare, by table."""
    found = {}
    for path in [*ROOT.glob("transform/models/*/*.yml"), *ROOT.glob("rules/*/models/**/*.yml")]:
        schema = path.relative_to(ROOT).parts[1 if path.is_relative_to(ROOT / "rules") else 2]
        for model in (YAML(typ="safe").load(path) or {}).get("models", []):
            columns = {one["name"]: one.get("data_type") for one in model.get("columns", [])}
            found.setdefault(f"{schema}.{model['name']}", {}).update(columns)
    return found


def test_columns_are_those_of_the_contracts(world):
    declared = contracts()
    rows = world.warehouse.execute(
        "select table_schema || '.' || table_name, column_name, lower(data_type) "
        "from information_schema.columns where table_catalog = current_database()"
    ).fetchall()
    wrong = [
        f"{table}.{column} {kind}: {declared.get(table, {}).get(column)}"
        for table, column, kind in rows
        if table not in FREE
        and declared.get(table, {}).get(column, "").replace(" ", "") != kind.replace(" ", "")
    ]
    assert wrong == []
