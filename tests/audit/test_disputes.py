"""A correction is shown beside the dispute that it settles."""

import duckdb

from perfos.cli.dispute import DISPUTES
from perfos.cli.query import ask

LEDGER = """
create schema ledger;
create table ledger.run_log as select * from (values (1, 'r1'), (2, 'r2')) as one (run_no, run_id);
create table ledger.period_event (
    event_no integer, period varchar, action varchar, subject varchar, actor varchar,
    reason varchar, after_run_no integer, details varchar
);
insert into ledger.period_event values
    (7, '2026-01', 'dispute_opened', '1', 'ann', 'too little', 1,
     '{"payee_id": "ann", "manager_id": "alex", "entry_id": "e1", "posting_key": "sales/D1"}'),
    (8, '2026-01', 'dispute_opened', '2', 'bob', 'too late', 1,
     '{"payee_id": "bob", "manager_id": "alex", "entry_id": "e3", "posting_key": "sales/D3"}'),
    (9, '2026-01', 'dispute_accepted', '1', 'alex', 'so it is', 1, '{"payee_id": "ann"}');
create table ledger.ledger_entries as
select * from (values
    ('e1', 'r1', 'sales/D1', 'commission_payable', 'sales_commission', null),
    ('e2', 'r2', 'sales/D1', 'commission_payable', 'sales_commission', null),
    ('e3', 'r1', 'sales/D3', 'commission_payable', 'sales_commission', null),
    ('m0', 'r2', 'manual/7', 'commission_expense', 'manual_adjustments', '{"dispute": "2"}'),
    ('m1', 'r2', 'manual/7', 'commission_payable', 'manual_adjustments', null),
    ('m2', 'r2', 'manual/8', 'commission_payable', 'manual_adjustments', null)
) as one (entry_id, run_id, posting_key, account, package, explain);
"""


def test_a_correction_is_shown_beside_its_dispute() -> None:
    with duckdb.connect() as connection:
        connection.execute(LEDGER)
        found = ask(connection, DISPUTES)
    assert [(one["number"], one["state"], one["corrections"]) for one in found] == [
        ("1", "accepted", ["e2"]),
        ("2", "opened", ["m1"]),
    ]
