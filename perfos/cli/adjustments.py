"""`perfos adjustments`: what a month's books say about earlier months, and why."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import typer

from perfos.cli.as_of import AsOfOption, go_back
from perfos.cli.place import JsonOption, Place, checked_period
from perfos.cli.query import ask
from perfos.cli.steps import PeriodArgument

if TYPE_CHECKING:
    import duckdb

# What was owed under a key before the month, what is owed with it, and which of the things that an
# amount depends on is another one than at the last posting before.
ADJUSTMENTS = """
    with lines as (
        select
            entries.*,
            entries.posting_period = getvariable('period') as is_now
        from ledger.ledger_entries as entries
        where entries.posting_period <= getvariable('period')
            and entries.account = 'commission_payable'
            and entries.book = 'actual'
            and entries.package <> 'payroll'
            and entries.posting_key in (
                select now_posted.posting_key
                from ledger.ledger_entries as now_posted
                where now_posted.posting_period = getvariable('period')
                    and (now_posted.kind <> 'original' or now_posted.period < getvariable('period'))
            )
    ),

    by_key as (
        select
            posting_key,
            any_value(party_id) as payee_id,
            min(period) as period,
            any_value(currency) as currency,
            max_by(source_id, revision) as event_id,
            max_by(rule_id, revision) as rule_id,
            coalesce(-sum(amount) filter (not is_now), 0) as before,
            -sum(amount) as after,
            -sum(amount) filter (is_now) as difference,
            count(*) filter (not is_now) as posted_before,
            max_by(source_hash, revision) filter (not is_now) as source_before,
            max_by(config_hash, revision) filter (not is_now) as config_before,
            max_by(package_version, revision) filter (not is_now) as version_before,
            max_by(attribute_hash, revision) filter (not is_now) as attributes_before,
            max_by(source_hash, (revision, kind <> 'reversal')) filter (is_now) as source_now,
            max_by(config_hash, revision) filter (is_now) as config_now,
            max_by(package_version, revision) filter (is_now) as version_now,
            max_by(attribute_hash, (revision, kind <> 'reversal')) filter (is_now)
                as attributes_now,
            list(entry_id order by revision) filter (is_now) as entries
        from lines
        group by posting_key
    )

    select
        posting_key, payee_id, period, event_id, rule_id, before, after, difference, currency,
        case
            when posted_before = 0 then 'late: became known after its month was closed'
            when after = 0 then 'gone: nothing is owed for it any more'
            when source_now is distinct from source_before then 'corrected: its record was changed'
            when version_now <> version_before then 'rules: another version of the package'
            when config_now <> config_before then 'configuration: plans, people or quotas changed'
            when attributes_now <> attributes_before then 'moved: another customer or territory'
            else 'carried: another record changed what this one reaches'
        end as cause,
        entries
    from by_key
    order by period, payee_id, posting_key
"""


def adjustments(
    context: typer.Context,
    period: PeriodArgument,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a month corrects: origin month, cause, amount before and after."""
    from perfos.cli.output import amount, console, minor_units, plain, print_json, table

    place: Place = context.obj
    checked_period(period)
    with place.snapshots().open() as snapshot:
        go_back(snapshot, as_of)
        found = find_adjustments(snapshot, period)
        units = minor_units(snapshot)
    if as_json:
        print_json(found)
        return
    if not found:
        console().print(plain(f"{period} corrects nothing"))
        return
    rows = [
        (
            one["period"],
            one["payee_id"],
            one["event_id"],
            one["rule_id"],
            *(amount(one[what], one["currency"], units) for what in ("before", "after")),
            amount(one["difference"], one["currency"], units),
            one["cause"],
        )
        for one in found
    ]
    heads = ["About", "Payee", "Event", "Plan / component", "Before>", "After>", "Amount>", "Cause"]
    console().print(table(heads, rows, f"Adjustments in {period}"))
    sums: dict[str, Decimal] = {}
    for one in found:
        sums[one["currency"]] = sums.get(one["currency"], Decimal(0)) + one["difference"]
    totals = ", ".join(amount(value, currency, units) for currency, value in sums.items())
    console().print(plain(f"{len(found)} adjustments, together {totals}"))


def find_adjustments(snapshot: "duckdb.DuckDBPyConnection", period: str) -> list[dict[str, Any]]:
    """Return each posting that a month corrects, with its cause and both amounts."""
    return ask(snapshot, ADJUSTMENTS, period=period)
