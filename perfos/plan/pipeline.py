"""From a company folder to earnings through the real pipeline: ingestion, core, rule package."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from ingestion import load
from packages.active import active
from packages.parameters import with_parameters
from perfos.company import load_company
from perfos.company.control import write_control
from perfos.paths import State
from transform.dbt import Dbt
from transform.workspace import RulePackage, build_workspace

CORE = "config.schema:staging config.schema:quality config.schema:core"
PACKAGE = "package:sales_commission"
RUN = """
create table control.run as
select
    'examples' as run_id, 'examples' as actor, 'examples' as reason,
    timestamp '2026-01-01' as started_at, 'examples' as company, '' as config_hash,
    '' as code_revision, '[]' as rules_lock, cast([] as varchar[]) as periods
"""


def calculate(folder: Path, state: State, rules: Sequence[RulePackage] | None = None) -> Path:
    """Calculate a company without posting anything; return the warehouse.

    Args:
        folder: The company folder.
        state: Where to calculate; new.
        rules: The rule packages; those of the folder where none are given.

    Raises:
        CompanyError: The folder has mistakes.
        DbtFailed: A model or a data test failed.
    """
    company = load_company(folder)
    rules = active(company, state) if rules is None else rules
    company = with_parameters(company, rules)
    load(company, state)
    with duckdb.connect(str(state.warehouse)) as connection:
        write_control(connection, company)
        connection.execute(RUN)
    Dbt(build_workspace(company, state, rules)).build(f"{CORE} {PACKAGE}")
    return state.warehouse
