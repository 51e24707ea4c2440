"""The company folder in a warehouse: the schema `control`."""

import duckdb

from perfos.company.company import Company
from perfos.company.tables import control_tables


def write_control(connection: duckdb.DuckDBPyConnection, company: Company) -> None:
    """Write all tables of `control` but `run` anew, into a warehouse that is no run's."""
    connection.execute("create schema if not exists control")
    for name, table in control_tables(company).items():
        connection.register("incoming", table)
        connection.execute(f'create or replace table control."{name}" as from incoming')
        connection.unregister("incoming")
