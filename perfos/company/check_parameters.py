"""Reads a company's parameter files, and checks what needs more than one cell."""

from typing import Any

from perfos.company.check_rows import Known, refuse_repeats, refuse_unknown
from perfos.company.company import Company
from perfos.company.csv_file import CsvFile, read_optional_csv
from perfos.company.parameter_table import ParameterColumn, ParameterTable
from perfos.company.parameters import Parameters
from perfos.company.problems import Problem, one_of, shown


def read_parameters(
    company: Company, package: str, table: ParameterTable
) -> tuple[Parameters, list[Problem]]:
    """Return a parameter table as the company has filled it, and what is wrong in its file."""
    empty = Parameters(package, table)
    file = read_optional_csv(company.folder / empty.file, empty.file, table.row_model())
    refuse_repeats(
        file, lambda row: tuple(getattr(row.value, name) for name in table.key), table.key[-1]
    )
    mapped = any(mapping.entity == "person" for mapping in company.mappings)
    known = None if mapped else {row.value.person_id for row in company.people}
    for column in table.columns:
        _check_column(file, column, known, company)
    return Parameters(package, table, tuple(file.rows)), file.problems


def _check_column(
    file: CsvFile[Any], column: ParameterColumn, known: Known, company: Company
) -> None:
    """Check what a column says about people."""
    holders = company.access.holders(column.role) if column.role else []
    for row in file.rows:
        value = getattr(row.value, column.name)
        if value is None:
            continue
        if column.type == "person":
            refuse_unknown(file, row.line, column.name, value, known)
        if column.role and company.access.people and value not in holders:
            allowed = f"holders of the role {column.role}; {one_of(value, holders)}"
            file.add(row.line, column.name, shown(value), allowed)
        if column.differs_from and value == getattr(row.value, column.differs_from):
            file.add(row.line, column.name, shown(value), f"not the same as {column.differs_from}")
