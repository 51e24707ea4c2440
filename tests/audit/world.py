"""A warehouse in memory that the real models' SQL runs in: hundreds of steps in a second."""

import re
from pathlib import Path
from typing import Any

import duckdb

from audit.calculated import record_calculated
from audit.entries import proof_of_entries
from audit.periods import Periods
from perfos.company.access import Access
from transform.generated import POSTING

ROOT = Path(__file__).parents[2]
COMPILED = "home/small/dbt/target/compiled/performance_os"
VIEWS = (
    "run_scope", "period_state", "sealed_period", "first_open", "payment_posting", "posting",
    "ledger_moved", "ledger_standing", "ledger_gone", "ledger_delta", "unproven_entry",
    "statement_line", "payee_movement", "payee_balance",
)  # fmt: skip
ALWAYS = (
    "assert_every_transaction_balances", "assert_nothing_posted_was_changed",
    "assert_every_entry_fits_its_hash", "assert_every_period_event_fits_its_hash",
)  # fmt: skip
AFTER_A_RUN = (
    "assert_posted_equals_desired", "assert_no_entry_enters_a_closed_period",
    "assert_every_entry_names_its_origin", "assert_every_posting_balances",
)  # fmt: skip
RUN = """
    run_id varchar, company varchar, actor varchar, reason varchar, started_at timestamp,
    config_hash varchar, code_revision varchar, rules_lock varchar, periods varchar[]
"""
FRAME = f"""
create schema control; create schema core; create schema quality; create schema ledger;
create schema sales_commission;
create table control.run ({RUN});
create table core.company as
select 'small' as company, '2026-01' as first_open_period, 'EUR' as currency,
    0.05::decimal(9, 6) as max_quarantined_share;
create table core.plan (plan_id varchar);
create table core.parameter_record (
    source_system varchar, source_table varchar, source_id varchar
);
create table core.subscription (source_system varchar, source_table varchar, source_id varchar);
create table quality.reconciliation (
    entity varchar, source_system varchar, source_table varchar, rows_raw bigint,
    rows_excluded bigint, rows_quarantined bigint
);
create table ledger.check_result (
    run_id varchar, relation varchar, check_name varchar, passed boolean, blocking boolean,
    failing_rows bigint, message varchar
);
create table ledger.run_log (
    run_no integer, {RUN}, previous_hash varchar, run_hash varchar
);
insert into ledger.run_log by name select 0 as run_no, '' as run_id, '' as run_hash;
create table ledger.run_total (run_id varchar, entries bigint, digest decimal(38, 0));
create view core.event as
select distinct source_id as event_id, source_system, source_table, source_id, period
from sales_commission.sales_commission__postings;
"""


class World:
    """A company's ledger, its log, and what should stand in it.

    Attributes:
        connection: The warehouse.
        periods: Its months.
        runs: How many calculations there were.
    """

    def __init__(self, compiled: Path, access: Access) -> None:
        self.compiled = compiled
        self.connection = duckdb.connect()
        self.connection.execute("attach ':memory:' as warehouse; use warehouse")
        columns = [f"{name} {kind}" for name, kind in POSTING.items() if "package" not in name]
        frame = FRAME.split("create view core.event", 1)
        self.connection.execute(frame[0])
        self.connection.execute(
            f"create table sales_commission.sales_commission__postings ({', '.join(columns)})"
        )
        self.connection.execute("create view core.event" + frame[1])
        macro = (ROOT / "transform/macros/ledger.sql").read_text()
        found = re.search(r"default__ensure_ledger\(\) -%\}(.*?)\{%- endmacro", macro, re.DOTALL)
        assert found
        self.connection.execute(found[1])
        for name in VIEWS:
            self.connection.execute(f"create view ledger.{name} as {self.sql(name)}")
        self.periods = Periods(self.connection, access, "2026-01")
        self.runs = 0

    def sql(self, name: str) -> str:
        """Return the compiled SQL of a model or a test, asked about the runs of this ledger."""
        (path,) = self.compiled.rglob(f"{name}.sql")
        return re.sub(r"run_id in \([^)]*\)", "true", path.read_text())

    def desire(self, key: str, period: str, amount: int) -> None:
        """Say what should stand posted under a key; 0 for nothing."""
        table = "sales_commission.sales_commission__postings"
        self.connection.execute(f"delete from {table} where posting_key = ?", [key])
        if amount:
            self.connection.execute(
                f"""
                insert into {table} by name
                select $key as posting_key, line_no, 'actual' as book, account, $period as period,
                    ($period || '-15')::date as effective_on, $amount * sign as amount,
                    'EUR' as currency, $amount * sign as amount_reporting,
                    split_part($key, '/', 3) as party_id, 'crm' as source_system,
                    'deals' as source_table, $key as source_id, 'seller/sales' as rule_id
                from (values (1, 'commission_expense', 1), (2, 'commission_payable', -1))
                    as line (line_no, account, sign)
                """,
                {"key": key, "period": period, "amount": amount},
            )

    def run(self, ends: bool = True) -> int:
        """Calculate and post; return how many entries that took; `ends` is false for a kill."""
        self.runs += 1
        run = {"run_id": f"run-{self.runs}", "actor": "clock", "reason": "", "periods": []}
        self.connection.execute(
            "create or replace table control.run as select $id as run_id, 'small' as company, "
            "'clock' as actor, '' as reason, timestamp '2026-01-01' + to_days($no) as started_at, "
            "'c0ffee' as config_hash, 'rev' as code_revision, '[]' as rules_lock, "
            "cast([] as varchar[]) as periods",
            {"id": run["run_id"], "no": self.runs},
        )
        for name in ("run_log", "ledger_entries", "run_total"):
            new = f"create or replace temp table new as {self.sql(name)}"
            self.connection.execute(f"{new}; insert into ledger.{name} by name from new")
        self.must_hold(*AFTER_A_RUN)
        if ends:
            record_calculated(self.connection, run)
        posted = f"from ledger.ledger_entries where run_id = '{run['run_id']}'"
        return int(self.ask(f"select count(*) {posted}")[0][0])

    def must_hold(self, *tests: str) -> None:
        """Run tests of the ledger; each finds nothing."""
        for name in tests:
            assert self.ask(self.sql(name)) == [], name

    def root(self, period: str) -> str:
        """Return the Merkle root over a month's entries."""
        return str(proof_of_entries(self.connection, "posting_period", period)["merkle_root"])

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(query).fetchall()
