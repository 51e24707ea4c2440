"""The lines of a statement, out of the ledger of a snapshot."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perfos.cli.derivation import read_derivation
from perfos.cli.query import ask
from perfos.statement.words import steps_of

if TYPE_CHECKING:
    import duckdb

# A line is explained by what was known when it was posted; the derivation may stand on another
# line of the transaction, or on an older one if only an attribute has changed since.
LINES = """
    with lines as (
        select
            line.*,
            coalesce(nullif(split_part(entry.rule_id, '/', 3), ''), 'earning') as reason
        from ledger.statement_line as line
        inner join ledger.ledger_entries as entry
            on line.entry_id = entry.entry_id and entry.party_id = getvariable('payee')
        where line.payee_id = getvariable('payee')
            and line.posting_period = getvariable('period')
    ),

    entries as (
        select *
        from ledger.ledger_entries
        where party_id = getvariable('payee') and explain is not null
    ),

    explained as (
        select
            lines.entry_id,
            arg_max(entries.explain, (entries.revision, entries.kind <> 'reversal')) as explain
        from lines
        inner join entries
            on lines.posting_key = entries.posting_key and lines.recorded_at >= entries.recorded_at
        group by lines.entry_id
    )

    select
        lines.entry_id, lines.effective_on as date, lines.period, lines.kind, lines.event_id,
        event.deal_id, coalesce(customer.name, lines.customer_id) as customer, lines.plan_id,
        lines.component_id, lines.reason,
        coalesce(component.title, lines.component_id) as component,
        component.rate_unit, lines.amount, lines.currency, explained.explain
    from lines
    left join explained on lines.entry_id = explained.entry_id
    left join core.event as event on lines.event_id = event.event_id
    left join core.customer as customer on lines.customer_id = customer.customer_id
    left join core.plan_component as component
        on lines.plan_id = component.plan_id and lines.component_id = component.component_id
    order by
        lines.effective_on, lines.event_id, lines.plan_id, component.component_no, lines.entry_id
"""


def periods_of(snapshot: "duckdb.DuckDBPyConnection", payee_id: str) -> list[str]:
    """Return the months in which something was posted for a payee, oldest first."""
    rows = ask(
        snapshot,
        "select distinct posting_period as period from ledger.statement_line "
        "where payee_id = getvariable('payee') order by period",
        payee=payee_id,
    )
    return [row["period"] for row in rows]


def lines_of(
    snapshot: "duckdb.DuckDBPyConnection", payee_id: str, period: str
) -> list[dict[str, Any]]:
    """Return the lines of a statement, each with its derivation."""
    lines = ask(snapshot, LINES, payee=payee_id, period=period)
    for line in lines:
        found = read_derivation(line.pop("explain"))
        line |= {
            "is_earned_now": line["kind"] == "original" and line["period"] == period,
            "credited": found and found.credited,
            "quota": found and found.quota,
            "before": found and found.before,
            "after": found and found.after,
            "attainment_before": found and found.attained(found.before),
            "attainment_after": found and found.attained(found.after),
            "rates": [part.rate for part in found.slices] if found else [],
            "steps": list(steps_of(found)),
        }
    return lines


def totals_of(lines: list[dict[str, Any]]) -> dict[str, dict[str, Decimal]]:
    """Return, by currency, what was earned in the month, what corrects earlier ones, and both."""
    totals: dict[str, dict[str, Decimal]] = {}
    for line in lines:
        zeros = {"earned": Decimal(0), "adjustments": Decimal(0), "total": Decimal(0)}
        of_currency = totals.setdefault(line["currency"], zeros)
        of_currency["earned" if line["is_earned_now"] else "adjustments"] += line["amount"]
        of_currency["total"] += line["amount"]
    return totals
