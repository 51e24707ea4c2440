"""What else a workspace holds for its company: sources, properties, and the union of postings."""

import json
from collections.abc import Sequence
from operator import attrgetter

from perfos.company import Company
from perfos.company.entities import EVENT_KINDS
from transform.components import component_models
from transform.contract import ORIGIN, POSTING
from transform.metric_values import metric_models
from transform.parameters import parameter_files
from transform.rule_package import RulePackage
from transform.staging import entity_vars, staging_models

CONTROL_TABLES = {
    "run": "One row for the run that is under way.",
    "company": "One row for the company and how it counts.",
    "currency": "One row per ISO currency.",
    "account": "One row per account of the chart.",
    "learned_model": "One row per package and model that was trained for it.",
    "learned_weight": "One row per trained model, feature and class of it.",
    "people": "One row per line of people.csv.",
    "org": "One row per line of org.csv.",
    "quotas": "One row per line of quotas.csv.",
    "plan": "One row per plan.",
    "plan_assignment": "One row per role or person that a plan is assigned to.",
    "plan_component": "One row per component of a plan.",
    "plan_tier": "One row per tier of a component.",
    "plan_modifier": "One row per component with target pay, or with what comes after its rate.",
    "plan_curve": "One row per stretch of a payout curve or a multiplier.",
    "plan_matrix": "One row per cell of a matrix over what is reached on two components.",
    "plan_payment": "One row per part of a component's pay, and month of it, that is paid later.",
    "plan_draw": "One row per draw of a plan.",
    "draws": "One row per line of draws.csv.",
    "plan_clawback": "One row per component that takes pay back.",
    "plan_clawback_step": "One row per row of a sliding clawback's table.",
    "plan_contract_cost": "One row per component whose pay is the cost of a contract.",
    "plan_fee": "One row per fee that is taken off before a component credits.",
    "plan_carve": "One row per component whose pay is taken out of that of another.",
    "plan_quota_rule": "One row per plan and quota that it does not read as it stands.",
    "leave": "One row per line of leave.csv.",
    "kpi": "One row per KPI of kpis.yml.",
    "kpi_target": "One row per KPI and day of a target.",
    "kpi_values": "One row per line of kpi_values.csv.",
    "plan_pool": "One row per pool.",
    "plan_pool_weight": "One row per pool and member with a weight.",
    "plan_contest": "One row per contest.",
    "plan_contest_prize": "One row per contest and place with a prize.",
}


def generated_files(company: Company, packages: Sequence[RulePackage]) -> dict[str, str]:
    """Return every generated file of a workspace by its path.

    Args:
        company: The validated company folder.
        packages: The rule packages.
    """
    models = staging_models(company) | component_models(company)
    files = {f"generated/staging/{name}.sql": text for name, text in models.items()}
    files["generated/staging/_staging.yml"] = _yaml(models=[_described(name) for name in models])
    files["generated/staging/_sources.yml"] = _yaml(sources=[_raw(company), _control(company)])
    files |= {f"generated/core/{name}": text for name, text in parameter_files(company).items()}
    gathered = metric_models(packages)
    files |= {f"generated/scorecard/{name}.sql": text for name, text in gathered.items()}
    files["generated/scorecard/_metrics.yml"] = _yaml(models=[_gathered(one) for one in gathered])
    files["generated/ledger/posting.sql"] = _posting(packages)
    files["generated/ledger/_posting.yml"] = _yaml(models=[_posting_properties()])
    return files


def project_vars(shadow: str = "") -> str:
    """Return the vars of dbt_project.yml: the entities as the macros need them.

    Args:
        shadow: The rule package whose schema gets a prefix.
    """
    content = {"entities": entity_vars(), "event_kinds": EVENT_KINDS, "shadow": shadow}
    return "\nvars:\n  performance_os: " + json.dumps(content) + "\n"


def _yaml(**content: object) -> str:
    """Return a properties file; JSON is YAML, and quotes everything."""
    return json.dumps({"version": 2, **content}, indent=1) + "\n"


def _described(name: str) -> dict[str, str]:
    grains = {
        "mapping_count": "One row per mapping, with what its raw table held.",
        "stg_component_event": "One row per plan component and event that it counts.",
        "stg_release_event": "One row per part of a component's pay and event that releases it.",
        "stg_component_term": "One row per plan component, event and purpose of its months.",
    }
    entity = name.removeprefix("stg_").replace("_", " ")
    staged = f"One row per record of a source that is mapped to {entity}, problems and all."
    return {"name": name, "description": grains.get(name, staged)}


def _gathered(name: str) -> dict[str, str]:
    grains = {
        "metric_value": "One row per package, metric, variant, span, period, level and member.",
        "metric_definition": "One row per package, metric and variant.",
    }
    return {"name": name, "description": grains[name]}


def _raw(company: Company) -> dict[str, object]:
    """Return the source of everything that ingestion writes and a mapping reads."""
    tables = [
        {"name": f"{source}__{table}", "description": f"One row per record of {source}.{table}."}
        for source, table in company.raw_tables()
    ]
    files = {"name": "files", "description": "One row per version of a file that was loaded."}
    return {"name": "raw", "schema": "raw", "tables": [*tables, files]}


def _control(company: Company) -> dict[str, object]:
    """Return the source of the validated company folder."""
    filled = {one.name: one.table.description for one in company.parameters}
    described = (CONTROL_TABLES | filled).items()
    tables = [{"name": name, "description": text} for name, text in described]
    return {"name": "control", "schema": "control", "tables": tables}


def _posting(packages: Sequence[RulePackage]) -> str:
    """Return the model that gathers what every rule package wants posted."""
    nothing = ",\n    ".join(
        f"cast(null as {kind}) as {name}" for name, kind in (POSTING | ORIGIN).items()
    )
    parts = [f"select\n    {nothing}\nwhere false"]
    for one in sorted(filter(attrgetter("posts"), packages), key=attrgetter("project")):
        parts.append(
            f"select\n    *,\n    '{one.name}' as package,\n"
            f"    '{one.version}' as package_version\n"
            f"from {{{{ ref('{one.project}', '{one.name}__postings') }}}}"
        )
    parts.append("select * from {{ ref('payment_posting') }}")
    return "\nunion all by name\n".join(parts) + "\n"


def _posting_properties() -> dict[str, object]:
    columns = [{"name": name, "data_type": kind} for name, kind in (POSTING | ORIGIN).items()]
    return {
        "name": "posting",
        "description": "One row per line of a transaction that a rule package wants posted.",
        "config": {"materialized": "view", "contract": {"enforced": True}},
        "columns": columns,
    }
