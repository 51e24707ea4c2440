"""kpis.yml and kpi_values.csv: what is refused, and the rows that they become."""

from decimal import Decimal

import pytest

from packages.active import active
from packages.parameters import with_parameters
from perfos.company import CompanyError, control_tables, load_company
from perfos.paths import state_of

KPI = """\
kpis:
  - id: nps
    title: NPS
    by_hand: {unit: points, better: up}
    owner: Ada
    cadence: quarterly
    path: line
    targets: [{by: 2026-03-31, value: 30}, {by: 2026-12-31, value: 40.5}]
    thresholds: {of: target, warning: 0.9, critical: 0.7}
"""
# A KPI that is wrong, where the problem is, what was found, what is allowed.
MISTAKES = [
    ("id: nps", "id: NPS", "id", "NPS", "lower-case"),
    ("by_hand: {unit: points, better: up}", "level: company", "metric", "nothing", "either"),
    ("by_hand:", "metric: a.b\n    by_hand:", "metric", "a.b", "either"),
    ("by_hand:", "variant: best\n    by_hand:", "variant", "best", "only with a metric"),
    ("cadence: quarterly", "cadence: daily", "cadence", "daily", "weekly"),
    ("cadence: quarterly", "cadence: weekly\n    level: team", "member", "nothing", "named"),
    ("by: 2026-12-31", "by: 2026-03-31", "targets[1].by", "2026-03-31", "after the one before"),
    ("targets: [{by: 2026-03-31, value: 30}, {by: 2026-12-31, value: 40.5}]", "link: x",
     "thresholds.of", "target", "targets that"),
    ("critical: 0.7", "critical: 0.95", "thresholds.critical", "0.95", "not above the warning"),
    ("better: up", "better: down", "thresholds.critical", "0.7", "not below the warning"),
    ("value: 30", "value: 30 %", "targets[0].value", "30 %", "write 0.3"),
    ("by_hand: {unit: points, better: up}", "metric: happiness", "metric", "happiness", "package"),
]  # fmt: skip
ROWS = [
    ("nsp,2026-01-31,1", "kpi", "nsp", "nps"),
    ("nps,2026-01-31,1\nnps,2026-01-31,2", "measured_on", "line 2", "one value a day"),
    ("nps,31.1.2026,1", "measured_on", "31.1.2026", "YYYY-MM-DD"),
    ('nps,2026-01-31,"1,5"', "value", "1,5", "no comma"),
]


@pytest.mark.parametrize(("old", "new", "field", "found", "allowed"), MISTAKES)
def test_a_mistake_is_told_with_its_place(folder, old, new, field, found, allowed):
    assert old in KPI
    folder.write("kpis.yml", KPI.replace(old, new, 1))
    problem = folder.problem()
    assert (problem.file, problem.field) == ("kpis.yml", f"kpis[0].{field}")
    assert found in problem.found
    assert allowed in problem.allowed
    assert problem.line


@pytest.mark.parametrize(("rows", "column", "found", "allowed"), ROWS)
def test_a_value_is_checked(folder, rows, column, found, allowed):
    folder.write("kpis.yml", KPI)
    folder.write("kpi_values.csv", f"kpi,measured_on,value\n{rows}\n")
    problem = folder.problem()
    assert (problem.file, problem.field) == ("kpi_values.csv", column)
    assert found in problem.found
    assert allowed in problem.allowed


def test_a_kpi_stands_once(folder):
    folder.write("kpis.yml", KPI + KPI.removeprefix("kpis:\n"))
    assert folder.problem().field == "kpis[1].id"


def test_kpis_become_rows(folder):
    folder.write("kpis.yml", "trend_over: 3\n" + KPI)
    folder.write("kpi_values.csv", "kpi,measured_on,value\nnps,2026-01-31,35.5\n")
    tables = control_tables(load_company(folder.path))
    (kpi,) = tables["kpi"].to_pylist()
    assert (kpi["kpi_id"], kpi["span"], kpi["unit"], kpi["trend_over"]) == (
        "nps", "quarter", "points", 3,
    )  # fmt: skip
    assert [row["target"] for row in tables["kpi_target"].to_pylist()] == [30, Decimal("40.5")]
    (value,) = tables["kpi_values"].to_pylist()
    assert (value["value"], value["source_row"]) == (Decimal("35.5"), 2)


def test_a_company_without_kpis_has_none(folder):
    assert control_tables(load_company(folder.path))["kpi"].num_rows == 0


# A KPI of a package, where the problem is, what was found, what is allowed.
OF_PACKAGES = [
    ("metric: revops_metrics.win_rat", "metric", "win_rat", "win_rate"),
    ("metric: revops_metrics.win_rate\n    variant: by_age", "variant", "by_age", "by_amount"),
    ("metric: revops_metrics.cac\n    level: team\n    member: m1", "level", "team", "company"),
    ("metric: revops_metrics.win_rate\n    thresholds: {warning: 0.2, critical: 0.3}",
     "thresholds.critical", "0.3", "up is better"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "field", "found", "allowed"), OF_PACKAGES)
def test_a_kpi_names_a_metric_that_a_package_computes(folder, lines, field, found, allowed):
    folder.append("rules.yml", "  - {name: revops_metrics, version: bundled}\n")
    text = "kpis:\n  - id: rate\n    title: Rate\n    owner: Ada\n    cadence: monthly\n"
    folder.write("kpis.yml", f"{text}    {lines}\n")
    company = load_company(folder.path)
    with pytest.raises(CompanyError) as caught:
        with_parameters(company, active(company, state_of(company.name)))
    (problem,) = caught.value.problems
    assert (problem.file, problem.field) == ("kpis.yml", f"kpis[0].{field}")
    assert found in problem.found and allowed in problem.allowed and problem.line
