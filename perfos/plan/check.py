"""All static checks of plans: of one file alone, or of a company's files together."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from perfos.company import Company, CompanyError, Problem, load_company
from perfos.company.plan.plans import Plan
from perfos.company.validate import read_model
from perfos.paths import state_of
from perfos.plan.check_links import check_links
from perfos.plan.check_people import check_people, check_quotas, check_recipients
from perfos.plan.check_rates import check_rates
from perfos.plan.check_records import check_records
from perfos.plan.covered import stretches
from perfos.plan.finding import PlanFile, PlanFinding


@dataclass(frozen=True)
class Scope:
    """What is checked.

    Attributes:
        folder: The company folder, or None where a plan file stands alone.
        chosen: The plan file that is asked for; None for all of them.
    """

    folder: Path | None
    chosen: Path | None


def scope_of(company: Path, file: Path | None) -> Scope:
    """Return what to check: a file of a company folder, the folder, or a file alone."""
    if file is None:
        return Scope(company, None)
    file = file.resolve()
    if file.is_dir():
        return Scope(file, None)
    home = file.parent.parent
    is_inside = file.parent.name == "plans" and (home / "company.yml").is_file()
    return Scope(home if is_inside else None, file)


def check_plan_files(scope: Scope, data: Path | None = None) -> list[PlanFinding]:
    """Return everything that is wrong with the plans, errors first.

    Args:
        scope: What to check.
        data: Where the sources' relative paths begin.
    """
    if scope.folder and (scope.folder / "company.yml").is_file():
        paths = sorted((scope.folder / "plans").glob("*.yml"))
        names = [f"plans/{path.name}" for path in paths]
    else:
        paths = [scope.chosen] if scope.chosen else sorted((scope.folder or Path()).glob("*.yml"))
        names = [path.name for path in paths]
    read = [read_model(path, name, Plan) for path, name in zip(paths, names, strict=True)]
    files = [PlanFile(plan, source) for plan, source in read if plan]
    problems = [problem for _, source in read for problem in source.problems]
    company: Company | None = None
    if scope.folder and (scope.folder / "company.yml").is_file():
        try:
            company = load_company(scope.folder, data)
        except CompanyError as error:
            problems = error.problems
    found = {_as_finding(problem): None for problem in problems}
    found |= dict.fromkeys(_all(files, company))
    wanted = f"plans/{scope.chosen.name}" if scope.chosen and scope.folder else None
    return sorted(
        (one for one in found if wanted is None or one.file in (wanted, "quarantine")),
        key=lambda one: (one.severity, one.file, one.line or 0, one.found),
    )


def _all(files: list[PlanFile], company: Company | None) -> Iterator[PlanFinding]:
    largest: Decimal | None = company.settings.limits.amount_max if company else None
    for file in files:
        yield from check_links(file)
        yield from check_rates(file, largest)
    if company is None:
        return
    mapped = {mapping.entity for mapping in company.mappings}
    if not mapped & {"person", "org_assignment"}:
        people = [row.value for row in company.people]
        org = [row.value for row in company.org]
        on_plans = list(stretches(files, people, org))
        yield from check_people(files, on_plans)
        yield from check_recipients(files, org)
        if "quota" not in mapped:
            quotas = [row.value for row in company.quotas]
            start = company.settings.fiscal_year_start
            yield from check_quotas(files, on_plans, quotas, start)
    if "fx_rate" not in mapped:
        for file in files:
            if file.plan.currency != company.settings.currency:
                pair = f"{file.plan.currency} to {company.settings.currency}"
                advice = "map exchange rates in sources.yml: an event without one pays nothing"
                yield file.error(("currency",), f"no exchange rates, {pair} is needed", advice)
    yield from _by_records(files, company)


def _by_records(files: list[PlanFile], company: Company) -> Iterator[PlanFinding]:
    """Yield what the last run's records say; nothing where there was no run."""
    from semantic.errors import SnapshotError
    from semantic.snapshot import Snapshots

    try:
        snapshot = Snapshots(state_of(company.name)).open()
    except SnapshotError:
        return
    with snapshot:
        yield from check_records(files, snapshot)


def _as_finding(problem: Problem) -> PlanFinding:
    return PlanFinding(
        "error", problem.file, problem.line, problem.field, problem.found, problem.allowed
    )
