"""What is written only where something changed is what would come of writing all of it."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from packages.active import active
from packages.parameters import with_parameters
from perfos.company import load_company
from perfos.paths import State
from perfos.plan.folder import write_folder
from perfos.plan.pipeline import CORE, PACKAGE, calculate
from tests.rules.random_cases import content
from transform.dbt import Dbt
from transform.standing.built import Built
from transform.workspace import build_workspace

RENEWED = ("way", "pay", "posted_transfer")
ONE = "hash({0} || '{1}') = (select min(hash({0} || '{1}')) from {2})"
EDITS = {
    "amount": "update raw.crm__events set amount = amount + 1 where {event}",
    "late": "update raw.crm__events set occurred_on = occurred_on + 45 where {event}",
    "gone": "delete from raw.crm__events where {event}",
    "owner": "update raw.crm__events set owner = (select max(owner) from raw.crm__events) "
    "where {event}",
    "product": "update raw.crm__events set product_id = 'extra', _hash = 'x' where {event}",
    "share": "delete from raw.crm__splits where {deal}",
    "rate": "update raw.crm__rates set rate = rate * 2 where rate_on between '2026-04-01' "
    "and '2026-05-31'",
    "quota": "update control.quotas set amount = amount * 2 where {payee}",
    "left": "update control.org set valid_to = date '2026-06-30' where {person}",
    "tier": "update control.plan_tier set rate = rate * 2 where {plan}",
    "mode": "update control.company set rounding_mode = 'half_even'",
}
QUICK = ("amount", "share", "quota")


@dataclass(frozen=True)
class Twice:
    """Random companies that were calculated once, with a workspace to do so again."""

    warehouse: Path
    dbt: Dbt

    def edit(self, edits: tuple[str, ...], seed: int) -> None:
        """Change something of what was recorded, the same for the same seed."""
        rows = {
            "event": ("event_id", "raw.crm__events"),
            "deal": ("deal_id", "raw.crm__splits"),
            "payee": ("payee_id", "control.quotas"),
            "person": ("person_id", "control.org"),
            "plan": ("plan_id", "control.plan_tier"),
        }
        where = {name: ONE.format(key, seed, table) for name, (key, table) in rows.items()}
        with duckdb.connect(str(self.warehouse)) as connection:
            for name in edits:
                connection.execute(EDITS[name].format(**where))

    def calculate(self, keeps: bool) -> dict[str, tuple]:
        """Calculate, and return what each table says, as a hash over its rows."""
        with duckdb.connect(str(self.warehouse)) as connection:
            Built(connection)
            connection.execute("delete from built.renewed")
            for name in RENEWED if keeps else ():
                connection.execute(
                    "insert into built.renewed values (?)", [f"model.sales_commission.{name}"]
                )
        self.dbt.run(f"{CORE} {PACKAGE}")
        with duckdb.connect(str(self.warehouse)) as connection:
            tables = connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'sales_commission' "
                "and table_name not like '%\\_\\_kept' escape '\\'"
            ).fetchall()
            return {
                table: connection.execute(
                    f"select count(*), sum(hash(one)) from sales_commission.{table} as one"
                ).fetchone()
                for (table,) in tables
            }

    def prints(self, table: str) -> set[tuple[int, int]]:
        """Return what the rows of each target came from when they were written last."""
        with duckdb.connect(str(self.warehouse)) as connection:
            query = f"select target_id, print from sales_commission.{table}__kept"
            return set(connection.execute(query).fetchall())


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Return random companies with every feature of a plan."""
    place = tmp_path_factory.mktemp("renewed")
    write_folder(place / "company", content(7, 30))
    state = State(place / "state")
    warehouse = calculate(place / "company", state)
    company = load_company(place / "company")
    rules = active(company, state)
    company = with_parameters(company, rules)
    return Twice(warehouse, Dbt(build_workspace(company, state, rules)))


@pytest.mark.parametrize(
    ("edits", "seed"),
    [
        pytest.param(QUICK, 1, id="quick", marks=pytest.mark.slow),
        *(
            pytest.param((name,), seed, id=f"{name}-{seed}", marks=pytest.mark.proof)
            for name in EDITS
            for seed in (2, 3, 4)
        ),
    ],
)
def test_what_is_kept_is_what_would_be_written(
    twice: Twice, edits: tuple[str, ...], seed: int
) -> None:
    before = {name: twice.prints(name) for name in RENEWED}
    twice.edit(edits, seed)
    kept = twice.calculate(keeps=True)
    stayed = {name: len(before[name] & twice.prints(name)) for name in RENEWED}
    assert kept == twice.calculate(keeps=False)
    assert kept["pay"][0] > 100
    if edits == QUICK:
        assert all(0 < stayed[name] < len(before[name]) for name in RENEWED)
