"""Whether the metrics that a company's KPIs name are computed by a package that it runs."""

from collections.abc import Iterable, Iterator

from perfos.company import Company, Problem
from perfos.company.kpis import Kpi, Kpis
from perfos.company.problems import Finding, one_of, shown
from perfos.company.validate import read_model
from perfos.metrics.definition import FILE, Metric, read_definitions
from transform.rule_package import RulePackage

KPIS = "kpis.yml"


def kpi_problems(company: Company, rules: Iterable[RulePackage]) -> list[Problem]:
    """Return what is wrong with the KPIs of a company, given the packages that will calculate."""
    if not any(kpi.metric for kpi in company.kpis.kpis):
        return []
    known = {
        f"{package.name}.{metric.id}": metric
        for package in rules
        if (package.folder / FILE).is_file()
        for metric in _metrics(package)
    }
    _, source = read_model(company.folder / KPIS, KPIS, Kpis)
    for number, kpi in enumerate(company.kpis.kpis):
        for finding in _findings(kpi, known):
            source.add(("kpis", number, *finding.at), finding.found, finding.allowed)
    return source.problems


def _metrics(package: RulePackage) -> tuple[Metric, ...]:
    definitions, _ = read_definitions(package.folder)
    return definitions.metrics if definitions else ()


def _findings(kpi: Kpi, known: dict[str, Metric]) -> Iterator[Finding]:
    if kpi.metric is None:
        return
    if kpi.metric not in known:
        allowed = f"no metric of a package of rules.yml; {one_of(kpi.metric, known)}"
        yield Finding(("metric",), shown(kpi.metric), allowed)
        return
    metric = known[kpi.metric]
    variants = [variant.id for variant in metric.variants]
    if kpi.variant and kpi.variant not in variants:
        yield Finding(("variant",), shown(kpi.variant), one_of(kpi.variant, variants))
    if kpi.level not in metric.levels:
        yield Finding(("level",), shown(kpi.level), one_of(kpi.level, metric.levels))
    if wrong := kpi.misplaced(metric.better):
        yield wrong
