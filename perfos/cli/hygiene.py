"""`perfos hygiene`: what is wrong in the CRM, by owner."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place
from perfos.cli.query import ask

if TYPE_CHECKING:
    from rich.table import Table

SHOWN = 50
TABLE = "crm_hygiene.hygiene_finding"
LISTS = """
    select
        owner.owner_id, owner.check_id, hygiene_check.title, owner.severity, owner.findings,
        owner.amount, owner.longest_days, hygiene_check.threshold, hygiene_check.unit,
        owner.known_on
    from crm_hygiene.hygiene_owner as owner
    inner join crm_hygiene.hygiene_check using (check_id)
    where coalesce(owner.check_id = getvariable('check_id'), true)
    order by owner.owner_id nulls last, owner.severity, owner.findings desc, owner.check_id
"""
FINDINGS = """
    select
        owner_id, check_id, severity, subject, subject_id, name, customer_id, stage, amount, since,
        days, found, remedy, known_on
    from crm_hygiene.hygiene_finding
    where coalesce(check_id = getvariable('check_id'), true)
        and (getvariable('owner') is null or coalesce(owner_id, '') = getvariable('owner'))
    order by severity, amount desc, days desc nulls last, check_id, subject_id
"""
CHECKS = "select check_id from crm_hygiene.hygiene_check order by check_id"


def hygiene(
    context: typer.Context,
    owner: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The findings of this owner; '' is nobody."),
    ] = None,
    check: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what this check finds.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is wrong in the CRM: how much of what each owner has, or one owner's list."""
    from perfos.cli.output import console, plain, print_json

    place: Place = context.obj
    snapshots = place.snapshots()
    manifest = snapshots.current()
    if TABLE not in manifest.tables:
        text = (
            f"Snapshot {manifest.id} holds no checks of the CRM: add `{{name: crm_hygiene, "
            f"version: bundled}}` to rules.yml, and start `{place.command} run`."
        )
        raise CommandError(Exit.UNPUBLISHED, text)
    with snapshots.open(manifest.id) as snapshot:
        known = [row["check_id"] for row in ask(snapshot, CHECKS)]
        if check is not None and check not in known:
            raise CommandError(Exit.USAGE, f"There is no check {check}; there are {_and(known)}.")
        rows = ask(snapshot, LISTS if owner is None else FINDINGS, check_id=check, owner=owner)
    if as_json:
        print_json(rows)
        return
    if rows:
        console().print(_lists(rows) if owner is None else _findings(rows))
    console().print(plain(_told(rows, owner)))


def _and(names: list[str]) -> str:
    return ", ".join(names)


def _lists(rows: list[dict[str, Any]]) -> "Table":
    from perfos.cli.output import table

    cells = [
        (
            row["owner_id"] or "nobody",
            row["title"],
            row["severity"],
            row["findings"],
            f"{row['amount']:,.2f}",
            row["longest_days"],
        )
        for row in rows
    ]
    return table(["Owner", "Check", "Severity", "Findings>", "At stake>", "Longest days>"], cells)


def _findings(rows: list[dict[str, Any]]) -> "Table":
    from perfos.cli.output import stacked, table

    cells = [
        (
            row["check_id"],
            row["severity"],
            stacked(row["subject_id"], row["name"]),
            f"{row['amount']:,.2f}",
            row["days"],
            row["found"],
            row["remedy"],
        )
        for row in rows[:SHOWN]
    ]
    heads = ["Check", "Severity", "What", "At stake>", "Days>", "Found", "What to do"]
    return table(heads, cells)


def _told(rows: list[dict[str, Any]], owner: str | None) -> str:
    if not rows:
        return "Nothing is found."
    count = len(rows) if owner is not None else sum(row["findings"] for row in rows)
    told = f"{count} findings on {rows[0]['known_on']}"
    if owner is not None and len(rows) > SHOWN:
        told += f", {SHOWN} shown; --json prints all of them"
    return told
