"""What the models would post, and what of it a change adds, takes away or moves."""

from decimal import Decimal
from typing import Any

import duckdb

from perfos.rows import rows_of

Line = dict[str, Any]

LINES = """
select
    posting.posting_key, posting.party_id as payee_id,
    split_part(posting.rule_id, '/', 1) as plan_id,
    split_part(posting.rule_id, '/', 2) as component_id,
    coalesce(nullif(split_part(posting.rule_id, '/', 3), ''), 'earning') as kind,
    posting.period, posting.effective_on, posting.source_id as event_id, posting.currency,
    -sum(posting.amount) filter (posting.account = 'commission_payable') as payable,
    sum(posting.amount) filter (posting.account = 'commission_expense') as expense,
    max(posting.explain) as explain
from {package}.{package}__postings as posting
group by all
"""


def read_lines(connection: duckdb.DuckDBPyConnection, package: str) -> list[Line]:
    """Return what a rule package would post, one row for each posting key and period."""
    return rows_of(connection.execute(LINES.format(package=package)))


def differences(before: dict[str, Line], after: dict[str, Line]) -> list[Line]:
    """Return the lines that differ, with what is paid more or less."""
    found = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        line = dict(new or old or {})
        for figure in ("payable", "expense"):
            line[figure] = _of(new, figure) - _of(old, figure)
        if line["payable"] or line["expense"]:
            found.append(line | {"is_new": old is None})
    return found


def paid(lines: list[Line]) -> dict[str, Decimal]:
    """Return what lines earn in all, by currency."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line["currency"]] = sums.get(line["currency"], Decimal(0)) + line["expense"]
    return sums


def _of(line: Line | None, figure: str) -> Decimal:
    return (line and line[figure]) or Decimal(0)
