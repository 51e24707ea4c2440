"""`perfos dispute`: a statement line that somebody does not agree with."""

from typing import Annotated, Any

import typer

from perfos.cli.as_of import AsOfOption, go_back
from perfos.cli.place import JsonOption, Place
from perfos.cli.query import ask
from perfos.cli.steps import ByOption, NeededReason, PeriodArgument, show, take

commands = typer.Typer(help="Disputes about statement lines.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(metavar="NO", help="Number of the dispute.")]

# What was posted after the dispute was opened, under the disputed key or by a manual adjustment
# that names the dispute: its correction.
DISPUTES = """
    with events as (
        select
            *,
            details ->> 'posting_key' as posting_key
        from ledger.period_event
        where starts_with(action, 'dispute_')
    ),

    disputes as (
        select
            subject as number,
            any_value(period) as period,
            arg_max(replace(action, 'dispute_', ''), event_no) as state,
            any_value(details ->> 'payee_id') as payee_id,
            any_value(details ->> 'manager_id') as manager_id,
            any_value(details ->> 'entry_id') as entry_id,
            any_value(posting_key) as posting_key,
            arg_max(details ->> 'due_at', event_no) as due_at,
            arg_min(reason, event_no) as reason,
            arg_max(reason, event_no) as answer,
            min(after_run_no) as opened_after
        from events
        group by subject
    ),

    keys as (
        select number, posting_key from disputes
        union
        select explain ->> 'dispute' as number, posting_key
        from ledger.ledger_entries
        where package = 'manual_adjustments' and (explain ->> 'dispute') is not null
    ),

    corrections as (
        select
            disputes.number,
            list(entries.entry_id order by entries.entry_id) as corrections
        from disputes
        inner join keys on disputes.number = keys.number
        inner join ledger.run_log as runs on disputes.opened_after < runs.run_no
        inner join ledger.ledger_entries as entries
            on runs.run_id = entries.run_id
                and keys.posting_key = entries.posting_key
                and entries.account = 'commission_payable'
        group by disputes.number
    )

    select
        disputes.* exclude (opened_after),
        corrections.corrections
    from disputes
    left join corrections on disputes.number = corrections.number
    order by cast(disputes.number as integer)
"""


@commands.command("open")
def open_(
    context: typer.Context,
    period: PeriodArgument,
    line: Annotated[str, typer.Argument(help="The line's id, or its first digits.")],
    reason: NeededReason,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """Open a dispute about a line; it goes to the payee's manager."""
    show(take(context, "dispute", period, by, reason, line=line, step="open"), period, as_json)


@commands.command("answer")
def answer(
    context: typer.Context,
    period: PeriodArgument,
    number: Number,
    reason: NeededReason,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """Answer a dispute; it stays open."""
    show(_decide(context, "answer", period, number, reason, by), period, as_json)


@commands.command("accept")
def accept(
    context: typer.Context,
    period: PeriodArgument,
    number: Number,
    reason: NeededReason,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """Accept a dispute; the correction follows from the record that is put right."""
    show(_decide(context, "accept", period, number, reason, by), period, as_json)


@commands.command("refuse")
def refuse(
    context: typer.Context,
    period: PeriodArgument,
    number: Number,
    reason: NeededReason,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """Refuse a dispute."""
    show(_decide(context, "refuse", period, number, reason, by), period, as_json)


@commands.command("list")
def list_(context: typer.Context, as_of: AsOfOption = None, as_json: JsonOption = False) -> None:
    """Show all disputes, with the corrections that followed."""
    from perfos.cli.output import console, print_json, table

    place: Place = context.obj
    with place.snapshots().open() as snapshot:
        go_back(snapshot, as_of)
        found = ask(snapshot, DISPUTES)
    if as_json:
        print_json(found)
        return
    names = ("number", "period", "state", "payee_id", "manager_id", "due_at", "reason", "answer")
    rows = [
        [*(one[name] for name in names), ", ".join(e[:10] for e in one["corrections"] or [])]
        for one in found
    ]
    heads = ["No>", "Month", "State", "Payee", "Manager", "Due", "Reason", "Answer", "Corrected by"]
    console().print(table(heads, rows))


def _decide(
    context: typer.Context, step: str, period: str, number: str, reason: str, by: str
) -> dict[str, Any]:
    return take(context, "dispute", period, by, reason, number=number, step=step)
