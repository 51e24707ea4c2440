"""The company folder: what finance writes down, read and checked before anything runs."""

from perfos.company.company import Company
from perfos.company.load import load_company
from perfos.company.problems import CompanyError, Problem
from perfos.company.tables import control_tables

__all__ = ["Company", "CompanyError", "Problem", "control_tables", "load_company"]
