"""`perfos upgrade` and `perfos rollback`: another version of a rule package, and back."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place
from perfos.cli.steps import ByOption

if TYPE_CHECKING:
    from packages.upgrade.record import Upgrade

PackageArgument = Annotated[str, typer.Argument(metavar="NAME", help="The rule package.")]
WhyOption = Annotated[str, typer.Option("--reason", help="Why; kept with the upgrade.")]


def upgrade(
    context: typer.Context,
    package: PackageArgument,
    to: Annotated[
        str, typer.Option(metavar="VERSION", help="The version.", show_default="newest in range")
    ] = "",
    approve_by: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Who has read the diff and approves it: a controller, and not who asks.",
        ),
    ] = "",
    by: ByOption = "",
    reason: WhyOption = "",
    as_json: JsonOption = False,
) -> None:
    """Try another version on a copy, show what it would post, and switch if that is approved.

    Where pay would change and nobody approves, it ends with the diff and changes nothing. If the
    run with the new version fails, the version before is active again.
    """
    asked = {"package": package, "version": to, "approver": approve_by}
    _show(_started(context, "upgrade_package", asked, by, reason), as_json)


def rollback(
    context: typer.Context,
    package: PackageArgument,
    by: ByOption = "",
    reason: WhyOption = "",
    as_json: JsonOption = False,
) -> None:
    """Make the version before the last upgrade active again, and calculate."""
    _show(_started(context, "rollback_package", {"package": package}, by, reason), as_json)


def _started(
    context: typer.Context, job: str, asked: dict[str, Any], by: str, reason: str
) -> "Upgrade":
    """Run the job of that name, like the one in the UI."""
    place: Place = context.obj
    place.require_folder()

    from orchestration.period_run import StepFailed
    from orchestration.upgrade_run import run_upgrade
    from packages.errors import PackageError
    from perfos.company import CompanyError

    config = {**asked, "actor": by, "reason": reason}
    try:
        return run_upgrade(place.folder, place.data, job, config)
    except (CompanyError, PackageError) as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
    except StepFailed as error:
        raise CommandError(Exit.PROBLEM, str(error)) from error


def _show(upgrade: "Upgrade", as_json: bool) -> None:
    """Print what came of it."""
    from perfos.cli.output import console, plain, print_json, table

    found, ran = upgrade.found("compare_postings"), upgrade.steps[-1]
    if as_json:
        print_json(upgrade)
        return
    is_back = upgrade.status != "done"
    active, other = (upgrade.before, upgrade.after) if is_back else (upgrade.after, upgrade.before)
    rows = [
        ("Active", f"{active} (before: {other.version})"),
        ("Diff", f"{found['changed']:,} changed, {found['new']:,} new, {found['gone']:,} gone"),
        ("About closed months", f"{found['sealed']:,}"),
        ("Decided by", upgrade.found("decide").get("by")),
        ("Entries posted", f"{ran.get('entries_posted', 0):,}"),
        ("Report", found["page"]),
    ]
    console().print(table(["", ""], rows))
    if not is_back:
        console().print(plain(f"perfos rollback {upgrade.name} goes back to {other.version}"))
