"""A warehouse of its own: the published core, the company's plans, and the rule packages.

It is made anew from the snapshot that readers see; nothing in it is ever posted or published.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock

from packages.active import active
from packages.parameters import with_parameters
from perfos.company import Company
from perfos.company.control import write_control
from perfos.paths import State, state_of
from perfos.whatif.lines import Line, read_lines
from perfos.whatif.rebuilt import STAGED, rebuilt
from semantic.layout import source_of
from semantic.manifest import Manifest, relation
from semantic.snapshot import Snapshots
from transform.dbt import Dbt
from transform.workspace import RulePackage, build_workspace

RUN = """
create table control.run as
select
    'whatif' as run_id, 'whatif' as actor, 'whatif' as reason, now()::timestamp as started_at,
    '' as company, '' as config_hash, '' as code_revision, '[]' as rules_lock,
    cast([] as varchar[]) as periods
"""


class Sandbox:
    """The published core of a company, in which plans and events may be changed.

    Attributes:
        company: The company whose plans count.
        rules: The rule packages that calculate.
        state: Where the sandbox is.
    """

    def __init__(self, company: Company, rules: Sequence[RulePackage]) -> None:
        self.company = company
        self.rules = rules
        self.state = State(state_of(company.name).folder / "whatif")
        self._dbt = Dbt(build_workspace(company, self.state, rules))
        self._conform = rebuilt(self._dbt)

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a connection to the sandbox, and close it."""
        with duckdb.connect(str(self.state.warehouse)) as connection:
            connection.execute("set timezone = 'UTC'")
            yield connection

    def calculate(self) -> dict[str, Line]:
        """Run the models that depend on plans; return what they would post, by posting key."""
        packages = [package.name for package in self.rules if package.posts]
        others = [package.name for package in self.rules if not package.posts]
        # Of a package that posts nothing only what a posting reads; the rest has time.
        read = [f"package:{other},+package:{name}" for other in others for name in packages]
        chosen = [*self._conform, *read, *(f"package:{name}" for name in packages)]
        self._dbt.run(" ".join(chosen))
        with self.connect() as connection:
            return {
                line["posting_key"]: line
                for name in packages
                for line in read_lines(connection, name)
            }


@contextmanager
def sandbox(company: Company) -> Iterator[Sandbox]:
    """Yield a sandbox over the company's current snapshot; one at a time for each company.

    Raises:
        NothingPublishedError: There is no snapshot yet.
    """
    state = state_of(company.name)
    snapshots = Snapshots(state)
    published = snapshots.current()
    place = State(state.folder / "whatif")
    place.folder.mkdir(parents=True, exist_ok=True)
    with FileLock(place.lock):
        place.warehouse.unlink(missing_ok=True)
        _copy_core(snapshots.folder / published.id, published, place.warehouse)
        rules = active(company, state)
        company = with_parameters(company, rules)
        _write_control(company, place.warehouse)
        try:
            yield Sandbox(company, rules)
        finally:
            place.warehouse.unlink(missing_ok=True)


def _copy_core(folder: Path, published: Manifest, warehouse: Path) -> None:
    """Copy the core's tables; what staging knows of events is what was used of them."""
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema core; create schema staging; create schema control")
        for table, info in published.tables.items():
            if table.startswith("core."):
                source = source_of(folder, table, info)
                connection.execute(f"create table {relation(table)} as from {source}")
        for name in STAGED:
            connection.execute(f"create view staging.stg_{name} as select * from core.{name}")


def _write_control(company: Company, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"drop table if exists control.run; {RUN}")
        write_control(connection, company)


def use_plans(place: Sandbox, company: Company) -> Sandbox:
    """Return the sandbox with the plans of a changed company folder."""
    company = with_parameters(company, place.rules)
    _write_control(company, place.state.warehouse)
    return Sandbox(company, place.rules)
