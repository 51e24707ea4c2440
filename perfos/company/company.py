"""A company folder that was read and found right."""

from dataclasses import dataclass, field
from pathlib import Path

from perfos.company.access import Access
from perfos.company.column_types import column_types
from perfos.company.csv_file import Row
from perfos.company.kpis import Kpis, KpiValue
from perfos.company.notifications import Notifications
from perfos.company.parameters import Parameters
from perfos.company.people import Leave, OrgAssignment, Person, Quota
from perfos.company.plan.draws import DrawTaken
from perfos.company.plan.plans import Plan
from perfos.company.rules import Rules
from perfos.company.settings import Settings
from perfos.company.sources import ColumnType, Mapping, Source, Table
from perfos.company.writeback import Writeback


@dataclass(frozen=True)
class Company:
    """Everything that a company has written down.

    Attributes:
        folder: The company folder.
        data: Where the relative paths of sources begin.
        settings: company.yml.
        sources: The sources of sources.yml.
        mappings: The mappings of sources.yml.
        plans: The plans, ordered by file name.
        rules: rules.yml.
        people: Rows of people.csv.
        org: Rows of org.csv.
        quotas: Rows of quotas.csv.
        config_hash: sha256 over all configuration files, in hexadecimal digits.
        access: access.yml; empty where there is none.
        notifications: notifications.yml; empty where there is none.
        leave: Rows of leave.csv; empty where there is none.
        draws: Rows of draws.csv; empty where there is none.
        kpis: kpis.yml; empty where there is none.
        kpi_values: Rows of kpi_values.csv; empty where there is none.
        writeback: writeback.yml; empty where there is none.
        parameters: What it sets for its rule packages; empty until `with_parameters` has read it.
    """

    folder: Path
    data: Path
    settings: Settings
    sources: tuple[Source, ...]
    mappings: tuple[Mapping, ...]
    plans: tuple[Plan, ...]
    rules: Rules
    people: tuple[Row[Person], ...]
    org: tuple[Row[OrgAssignment], ...]
    quotas: tuple[Row[Quota], ...]
    config_hash: str
    access: Access = field(default_factory=Access)
    notifications: Notifications = field(default_factory=Notifications)
    leave: tuple[Row[Leave], ...] = ()
    draws: tuple[Row[DrawTaken], ...] = ()
    kpis: Kpis = field(default_factory=Kpis)
    kpi_values: tuple[Row[KpiValue], ...] = ()
    writeback: Writeback = field(default_factory=Writeback)
    parameters: tuple[Parameters, ...] = ()

    @property
    def name(self) -> str:
        """The company's name, which its state is named after."""
        return self.settings.name

    def source(self, name: str) -> Source:
        """Return the source of that name; KeyError if there is none."""
        return {source.name: source for source in self.sources}[name]

    def table(self, source: str, table: str) -> Table:
        """Return a table of a source; KeyError if there is none."""
        return {one.name: one for one in self.source(source).tables}[table]

    def raw_tables(self) -> list[tuple[str, str]]:
        """Return (source, table) of the tables that mappings read, in the order of sources.yml."""
        used = {(mapping.source, mapping.table) for mapping in self.mappings}
        declared = ((source.name, table.name) for source in self.sources for table in source.tables)
        return [pair for pair in declared if pair in used]

    def column_types(self, source: str, table: str) -> dict[str, ColumnType]:
        """Return the types of a table's columns: declared, or those of the fields they become.

        Columns that are missing here are text.
        """
        return column_types(self.table(source, table), self._mappings_of(source, table))[0]

    def used_columns(self, source: str, table: str) -> set[str]:
        """Return the columns that mappings mention, and those that a load or a history goes by."""
        loaded_by = self.table(source, table)
        if loaded_by.history_of:
            return set()
        used = {*loaded_by.key, *([loaded_by.cursor] if loaded_by.cursor else [])}
        for one in self.source(source).tables:
            used |= {*one.key, *one.watch} if one.history_of == table else set()
        return used.union(*(mapping.columns for mapping in self._mappings_of(source, table)))

    def _mappings_of(self, source: str, table: str) -> list[Mapping]:
        return [one for one in self.mappings if (one.source, one.table) == (source, table)]
