"""A company with what it has set for the rule packages that it runs."""

from collections.abc import Sequence
from dataclasses import replace

from packages.kpis import kpi_problems
from packages.manifest import read_manifest
from perfos.company import Company, CompanyError, Problem
from perfos.company.check_parameters import read_parameters
from perfos.company.parameters import Parameters
from perfos.company.problems import one_of
from transform.workspace import RulePackage


def with_parameters(company: Company, rules: Sequence[RulePackage]) -> Company:
    """Return the company with its parameter files, read as its packages declare them.

    What else of the folder depends on the packages is checked: the metrics of its KPIs.

    Args:
        company: The validated company folder.
        rules: The rule packages that will calculate.

    Raises:
        CompanyError: A parameter file has mistakes, or no package asks for it.
        PackageRefusedError: A package's manifest cannot be used.
    """
    found: list[Parameters] = []
    problems: list[Problem] = kpi_problems(company, rules)
    for package in sorted(rules, key=lambda one: one.name):
        for table in read_manifest(package.folder).parameters:
            parameters, wrong = read_parameters(company, package.name, table)
            found.append(parameters)
            problems += wrong
    asked = {parameters.file for parameters in found}
    for path in company.folder.glob("parameters/*/*.csv"):
        file = path.relative_to(company.folder).as_posix()
        if file not in asked:
            advice = f"no rule package of the company asks for it; {one_of(file, asked)}"
            problems.append(Problem(file, None, "", "a parameter file", advice))
    if problems:
        raise CompanyError(company.folder, problems)
    return replace(company, parameters=tuple(found))
