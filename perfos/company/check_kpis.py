"""kpis.yml and kpi_values.csv, read and checked against each other."""

from datetime import date
from pathlib import Path

from perfos.company.csv_file import CsvFile, read_optional_csv
from perfos.company.kpis import Kpis, KpiValue
from perfos.company.problems import one_of, shown
from perfos.company.validate import YamlSource, read_optional


def read_kpis(folder: Path) -> tuple[Kpis | None, YamlSource, CsvFile[KpiValue]]:
    """Return the KPIs of a company folder and their values, each with what is wrong in its file."""
    kpis, source = read_optional(folder, "kpis.yml", Kpis)
    values = read_optional_csv(folder / "kpi_values.csv", "kpi_values.csv", KpiValue)
    if kpis:
        _check(kpis, values)
    return kpis, source, values


def _check(kpis: Kpis, values: CsvFile[KpiValue]) -> None:
    """Only values of KPIs that are measured by hand, and one a day."""
    known = {kpi.id for kpi in kpis.kpis if kpi.by_hand}
    first: dict[tuple[str, date], int] = {}
    for row in values.rows:
        one = row.value
        if one.kpi not in known:
            allowed = f"no KPI by hand of kpis.yml; {one_of(one.kpi, known)}"
            values.add(row.line, "kpi", shown(one.kpi), allowed)
        line = first.setdefault((one.kpi, one.measured_on), row.line)
        if line != row.line:
            values.add(row.line, "measured_on", f"the same as on line {line}", "one value a day")
