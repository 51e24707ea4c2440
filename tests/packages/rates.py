"""A rule package of one rate, and a package that extends it; enough to be parsed and built."""

from pathlib import Path

from transform.rule_package import RulePackage

NAME = "sales_commission"
PROJECT = """\
name: {name}
version: "1.0.0"
config-version: 2
models: {{{name}: {{+schema: {name}, +materialized: table}}}}
"""
RATE = "select plan_id, cast({rate} as decimal(10, 4)) as rate from {{{{ ref('plan') }}}}\n"
POSTINGS = """\
select
    counted.plan_id,
    cast(counted.measured * rate.rate as decimal(28, 6)) as amount
from {{ ref('component_event') }} as counted
inner join {{ ref('rate') }} as rate on counted.plan_id = rate.plan_id
"""
COLUMNS = """\
models:
  - name: rate
    description: One row per plan, with its rate.
    columns:
      - {name: plan_id, data_type: varchar}
      - {name: rate, data_type: "decimal(10, 4)"}
"""


def package(folder: Path, version: str, rate: str) -> RulePackage:
    """Write a version of a package that pays a rate of what a plan counts."""
    write(
        folder,
        {
            "package.yml": f"name: {NAME}\nversion: {version}\nhooks: [rate]\n",
            "dbt_project.yml": PROJECT.format(name=NAME),
            "models/rate.sql": RATE.format(rate=rate),
            "models/_models.yml": COLUMNS,
            f"models/{NAME}__postings.sql": POSTINGS,
        },
    )
    return RulePackage(NAME, version, folder)


def extension(folder: Path, hook: str = "rate", name: str = "house") -> RulePackage:
    """Write a package of the company's own, with its own model in place of a hook."""
    write(
        folder,
        {
            "package.yml": f"name: {name}\nversion: 1.0.0\noverrides: {{{NAME}: [{hook}]}}\n",
            "dbt_project.yml": PROJECT.format(name=name),
            f"models/{hook}.sql": RATE.format(rate="0.05"),
            f"models/{name}__postings.sql": "select 1 as nothing where false\n",
        },
    )
    return RulePackage(name, "1.0.0", folder)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
