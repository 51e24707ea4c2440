"""The command line `perfos`.

A command's module imports what it needs inside its function, so that help and the quick
commands start at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from perfos.cli import (
    adjustments,
    audit,
    check,
    dashboards,
    demo,
    dispute,
    doctor,
    explain,
    hygiene,
    init,
    package,
    payroll,
    period,
    plan,
    quarantine,
    replay,
    run,
    scorecard,
    serve,
    snapshot,
    source,
    statement,
    status,
    steps,
    token,
    upgrade,
    whatif,
    writeback,
)
from perfos.cli.errors import Commands
from perfos.cli.place import Place

HELP = """Commissions that finance can sign: from CRM and ERP records to posted, published pay.

Start with `perfos demo DIR` or `perfos init DIR`, then `perfos --company DIR run`."""

app = typer.Typer(
    help=HELP,
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    # A traceback with its variables would show what a secret holds.
    pretty_exceptions_show_locals=False,
)


@app.callback()
def place(
    context: typer.Context,
    company: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            envvar="PERFOS_COMPANY",
            help="The company folder.",
            show_default="companies/demo",
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            envvar="PERFOS_DATA",
            help="Where the sources' relative paths begin.",
            show_default="the company folder's data/",
        ),
    ] = None,
) -> None:
    """Say which company the command is about."""
    context.obj = Place.of(company, data)


app.command("init")(init.init)
app.command("demo")(demo.demo)
app.command("check")(check.check)
app.add_typer(source.commands, name="source")
app.command("run")(run.run)
app.command("status")(status.status)
app.command("scorecard")(scorecard.scorecard)
app.command("statement")(statement.statement)
app.command("explain")(explain.explain)
app.command("whatif")(whatif.whatif)
app.command("hygiene")(hygiene.hygiene)
app.command("quarantine")(quarantine.quarantine)
app.command("submit")(steps.submit)
app.command("approve")(steps.approve)
app.command("close")(steps.close)
app.command("reopen")(steps.reopen)
app.add_typer(payroll.commands, name="payroll")
app.add_typer(dispute.commands, name="dispute")
app.add_typer(period.commands, name="period")
app.command("writeback")(writeback.writeback)
app.command("adjustments")(adjustments.adjustments)
app.command("replay")(replay.replay)
app.add_typer(audit.commands, name="audit")
app.add_typer(package.commands, name="package")
app.add_typer(plan.commands, name="plan")
app.command("upgrade")(upgrade.upgrade)
app.command("rollback")(upgrade.rollback)
app.add_typer(snapshot.commands, name="snapshot")
app.command("serve")(serve.serve)
app.command("dashboards")(dashboards.dashboards)
app.command("account")(dashboards.account)
app.command("token")(token.token)
app.command("doctor")(doctor.doctor)
