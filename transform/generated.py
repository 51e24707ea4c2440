"""What else a workspace holds for its company: sources, properties, and the union of postings."""

import json

from perfos.company import Company
from perfos.company.entities import EVENT_KINDS
from transform.staging import entity_vars, staging_models

CONTROL_TABLES = {
    "run": "One row for the run that is under way.",
    "company": "One row for the company and how it counts.",
    "currency": "One row per ISO currency.",
    "account": "One row per account of the chart.",
    "people": "One row per line of people.csv.",
    "org": "One row per line of org.csv.",
    "quotas": "One row per line of quotas.csv.",
    "plan": "One row per plan.",
    "plan_assignment": "One row per role or person that a plan is assigned to.",
    "plan_component": "One row per component of a plan.",
    "plan_tier": "One row per tier of a component.",
}

POSTING = {
    "posting_key": "varchar",
    "line_no": "integer",
    "book": "varchar",
    "account": "varchar",
    "period": "varchar",
    "effective_on": "date",
    "amount": "decimal(28, 6)",
    "currency": "varchar",
    "amount_reporting": "decimal(28, 6)",
    "entity_id": "varchar",
    "party_id": "varchar",
    "customer_id": "varchar",
    "product_id": "varchar",
    "territory_id": "varchar",
    "dims": "map(varchar, varchar)",
    "source_system": "varchar",
    "source_table": "varchar",
    "source_id": "varchar",
    "source_hash": "varchar",
    "rule_id": "varchar",
    "explain": "varchar",
    "package": "varchar",
    "package_version": "varchar",
}


def generated_files(company: Company, packages: dict[str, str]) -> dict[str, str]:
    """Return every generated file of a workspace by its path.

    Args:
        company: The validated company folder.
        packages: Version of each rule package by its name.
    """
    models = staging_models(company)
    files = {f"generated/staging/{name}.sql": text for name, text in models.items()}
    files["generated/staging/_staging.yml"] = _yaml(models=[_described(name) for name in models])
    files["generated/staging/_sources.yml"] = _yaml(sources=[_raw(company), _control()])
    files["generated/ledger/posting.sql"] = _posting(packages)
    files["generated/ledger/_posting.yml"] = _yaml(models=[_posting_properties()])
    return files


def project_vars() -> str:
    """Return the vars of dbt_project.yml: the entities as the macros need them."""
    content = {"entities": entity_vars(), "event_kinds": EVENT_KINDS}
    return "\nvars:\n  performance_os: " + json.dumps(content) + "\n"


def _yaml(**content: object) -> str:
    """Return a properties file; JSON is YAML, and quotes everything."""
    return json.dumps({"version": 2, **content}, indent=1) + "\n"


def _described(name: str) -> dict[str, str]:
    grains = {
        "mapping_count": "One row per mapping, with what its raw table held.",
        "stg_component_event": "One row per plan component and event that it counts.",
    }
    entity = name.removeprefix("stg_").replace("_", " ")
    staged = f"One row per record of a source that is mapped to {entity}, problems and all."
    return {"name": name, "description": grains.get(name, staged)}


def _raw(company: Company) -> dict[str, object]:
    """Return the source of everything that ingestion writes and a mapping reads."""
    tables = [
        {"name": f"{source}__{table}", "description": f"One row per record of {source}.{table}."}
        for source, table in company.raw_tables()
    ]
    files = {"name": "files", "description": "One row per version of a file that was loaded."}
    return {"name": "raw", "schema": "raw", "tables": [*tables, files]}


def _control() -> dict[str, object]:
    """Return the source of the validated company folder."""
    tables = [{"name": name, "description": text} for name, text in CONTROL_TABLES.items()]
    return {"name": "control", "schema": "control", "tables": tables}


def _posting(packages: dict[str, str]) -> str:
    """Return the model that gathers what every rule package wants posted."""
    nothing = ",\n    ".join(f"cast(null as {kind}) as {name}" for name, kind in POSTING.items())
    parts = [f"select\n    {nothing}\nwhere false"]
    for package, version in sorted(packages.items()):
        parts.append(
            f"select\n    *,\n    '{package}' as package,\n    '{version}' as package_version\n"
            f"from {{{{ ref('{package}', '{package}__postings') }}}}"
        )
    return "\nunion all by name\n".join(parts) + "\n"


def _posting_properties() -> dict[str, object]:
    columns = [{"name": name, "data_type": kind} for name, kind in POSTING.items()]
    return {
        "name": "posting",
        "description": "One row per line of a transaction that a rule package wants posted.",
        "config": {"materialized": "view", "contract": {"enforced": True}},
        "columns": columns,
    }
