"""From a company folder to a `Company`, or to all of its problems at once."""

import os
from pathlib import Path
from typing import Any

from perfos.company.access import Access
from perfos.company.check_accounts import check_accounts
from perfos.company.check_dimensions import check_dimensions
from perfos.company.check_draws import check_draws
from perfos.company.check_kpis import read_kpis
from perfos.company.check_plans import check_plans
from perfos.company.check_rows import check_leave, check_org, check_people, check_quotas
from perfos.company.check_sources import check_sources
from perfos.company.check_writeback import read_writeback
from perfos.company.company import Company
from perfos.company.csv_file import CsvFile, read_csv, read_optional_csv
from perfos.company.files import config_hash
from perfos.company.kpis import Kpis
from perfos.company.notifications import Notifications
from perfos.company.people import Leave, OrgAssignment, Person, Quota
from perfos.company.plan.draws import DrawTaken
from perfos.company.plan.plan_files import read_plans
from perfos.company.plan.plans import Plan
from perfos.company.problems import CompanyError, Problem
from perfos.company.rules import read_rules
from perfos.company.settings import Settings
from perfos.company.sources import Sources
from perfos.company.validate import YamlSource, read_model, read_optional
from perfos.company.writeback import Writeback


def load_company(folder: Path | str, data: Path | str | None = None) -> Company:
    """Read and check a company folder.

    Args:
        folder: The company folder.
        data: Where the relative paths of sources begin; else the environment variable
            `PERFOS_DATA`, else the folder `data` inside the company folder.

    Raises:
        CompanyError: Anything is wrong; it lists every problem of every file.
    """
    folder = Path(folder).resolve()
    if not folder.is_dir():
        problem = Problem("", None, "", "no such folder", "perfos init DIR makes one")
        raise CompanyError(folder, [problem])
    settings, settings_file = read_model(folder / "company.yml", "company.yml", Settings)
    sources, sources_file = read_model(folder / "sources.yml", "sources.yml", Sources)
    rules, rules_file = read_rules(folder)
    plans, plan_files = read_plans(folder)
    access, access_file = read_optional(folder, "access.yml", Access)
    told, told_file = read_optional(folder, "notifications.yml", Notifications)
    kpis, kpis_file, values = read_kpis(folder)
    back, back_file = read_writeback(folder, sources)
    people, org, quotas, leave, draws = rows = _read_rows(folder)
    _check_together(settings, (sources, sources_file), plans, *rows)
    files: list[YamlSource | CsvFile[Any]] = [settings_file, sources_file, rules_file, *plan_files]
    files += [access_file, told_file, kpis_file, back_file, *rows, values]
    problems = [problem for file in files for problem in file.problems]
    if problems or settings is None or sources is None or rules is None or access is None:
        raise CompanyError(folder, problems)
    return Company(
        folder=folder,
        data=Path(data or os.environ.get("PERFOS_DATA") or folder / "data").resolve(),
        settings=settings,
        sources=sources.sources,
        mappings=sources.mappings,
        plans=tuple(plan for plan, _ in plans),
        rules=rules,
        people=tuple(people.rows),
        org=tuple(org.rows),
        quotas=tuple(quotas.rows),
        config_hash=config_hash(folder),
        access=access,
        notifications=told or Notifications(),
        leave=tuple(leave.rows),
        draws=tuple(draws.rows),
        kpis=kpis or Kpis(),
        kpi_values=tuple(values.rows),
        writeback=back or Writeback(),
    )


def _read_rows(
    folder: Path,
) -> tuple[
    CsvFile[Person], CsvFile[OrgAssignment], CsvFile[Quota], CsvFile[Leave], CsvFile[DrawTaken]
]:
    return (
        read_csv(folder / "people.csv", "people.csv", Person),
        read_csv(folder / "org.csv", "org.csv", OrgAssignment),
        read_csv(folder / "quotas.csv", "quotas.csv", Quota),
        read_optional_csv(folder / "leave.csv", "leave.csv", Leave),
        read_optional_csv(folder / "draws.csv", "draws.csv", DrawTaken),
    )


def _mapped(content: Any) -> set[str] | None:  # noqa: ANN401
    """Return the entities that sources.yml maps, as far as it can be read; else None."""
    mappings = (content.get("mappings") or []) if isinstance(content, dict) else None
    if not isinstance(mappings, list):
        return None
    return {str(one.get("entity")) for one in mappings if isinstance(one, dict)}


def _check_together(
    settings: Settings | None,
    sources: tuple[Sources | None, YamlSource],
    plans: list[tuple[Plan, YamlSource]],
    people: CsvFile[Person],
    org: CsvFile[OrgAssignment],
    quotas: CsvFile[Quota],
    leave: CsvFile[Leave],
    draws: CsvFile[DrawTaken],
) -> None:
    """Run the checks across files on whatever could be read."""
    mapped = _mapped(sources[1].yaml.data)

    def alone(entity: str) -> bool:
        """Whether an entity comes from its CSV file alone, as far as can be known."""
        return mapped is not None and entity not in mapped

    known = people.ids if alone("person") and not people.is_broken else None
    check_people(people)
    check_org(org, known)
    check_quotas(quotas, known, settings.fiscal_year_start if settings else None)
    check_leave(leave, known)
    who_is_what = [row.value for row in org.rows] if alone("org_assignment") else None
    check_draws(draws, [plan for plan, _ in plans], known, who_is_what)
    if settings:
        check_accounts(plans, settings)
    roles = {row.value.role for row in org.rows} if alone("org_assignment") else None
    targets: set[tuple[str, str]] = {(row.value.quota, row.value.window) for row in quotas.rows}
    quotas_known = alone("quota") and not quotas.problems
    check_plans(plans, known, roles, targets if quotas_known else None)
    if sources[0]:
        check_sources(sources[0], sources[1])
        check_dimensions(plans, sources[0])
