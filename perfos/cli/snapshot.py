"""`perfos snapshot`: which snapshots there are, which one readers see, what changed."""

from decimal import Decimal
from typing import Annotated

import typer

from perfos.cli.place import JsonOption, Place

commands = typer.Typer(help="List, choose and compare published snapshots.", no_args_is_help=True)
SnapshotId = Annotated[str, typer.Argument(help="Id of a snapshot, as `snapshot list` shows it.")]


@commands.command("list")
def list_(context: typer.Context, as_json: JsonOption = False) -> None:
    """Show all snapshots, newest first; an arrow marks the one that readers see."""
    from perfos.cli.output import console, print_json, table

    place: Place = context.obj
    snapshots = place.snapshots()
    manifests = snapshots.list()
    # Where the pointer is damaged, the list is what helps to choose another.
    current = snapshots.find_current() if manifests else snapshots.current()
    if as_json:
        print_json(
            [
                {
                    "id": manifest.id,
                    "is_current": manifest == current,
                    "created_at": manifest.created_at,
                    "run_id": manifest.run_id,
                    "actor": manifest.actor,
                    "reason": manifest.reason,
                    "packages": manifest.packages,
                    "rows": {name: info.rows for name, info in manifest.tables.items()},
                }
                for manifest in manifests
            ]
        )
        return
    rows = [
        (
            "→" if manifest == current else "",
            manifest.id,
            manifest.actor,
            manifest.reason,
            f"{sum(info.rows for info in manifest.tables.values()):,}",
            f"{sum(info.bytes for info in manifest.tables.values()) / 1e6:,.1f}",
            ", ".join(f"{name} {version}" for name, version in manifest.packages.items()),
        )
        for manifest in manifests
    ]
    console().print(table(["", "Snapshot", "By", "Reason", "Rows>", "MB>", "Rules"], rows))


@commands.command()
def use(context: typer.Context, snapshot: SnapshotId) -> None:
    """Point all readers at another snapshot; nothing else changes, and there is a way back."""
    from perfos.cli.output import console, plain

    place: Place = context.obj
    snapshots = place.snapshots()
    before = snapshots.find_current()
    snapshots.use(snapshot)
    back = f" (before: {before.id})" if before else ""
    console().print(plain(f"readers now see {snapshot}{back}"), soft_wrap=True)


@commands.command()
def diff(
    context: typer.Context, before: SnapshotId, after: SnapshotId, as_json: JsonOption = False
) -> None:
    """Show what changed from one snapshot to another: rows by key, amounts by currency."""
    from perfos.cli.output import console, plain, print_json, signed, table

    place: Place = context.obj
    differences = place.snapshots().diff(before, after)
    if as_json:
        print_json(differences)
        return
    zero = Decimal(0)
    rows = [
        (
            name,
            f"{found.rows_before:,}",
            f"{found.rows_after:,}",
            f"{found.added:,}",
            f"{found.removed:,}",
            f"{found.changed:,}",
            ", ".join(
                f"{signed(later - sooner)} {currency}"
                for currency, (sooner, later) in found.amounts.items()
                if later - sooner != zero
            ),
        )
        for name, found in differences.items()
        if not found.is_same
    ]
    if rows:
        heads = ["Table", "Before>", "After>", "Added>", "Removed>", "Changed>", "Amount>"]
        console().print(table(heads, rows))
    same = sum(found.is_same for found in differences.values())
    console().print(plain(f"{same} of {len(differences)} tables are the same"))
