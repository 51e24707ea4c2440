"""`perfos doctor`: what is wrong with a set-up, and how to mend it."""

import typer

from perfos.cli.errors import Exit
from perfos.cli.place import JsonOption, Place

SIGNS = {"ok": "✓", "note": "·", "fail": "✗"}


def doctor(context: typer.Context, as_json: JsonOption = False) -> None:
    """Check the set-up from Python to the published snapshot; say how to mend what is wrong."""
    from perfos.cli.health import environment
    from perfos.cli.health_company import company, storage
    from perfos.cli.output import console, plain, print_json, table

    place: Place = context.obj
    findings = [*environment(), *company(place), *storage(place)]
    failed = sum(finding.state == "fail" for finding in findings)
    if as_json:
        print_json(findings)
    else:
        rows = [
            (SIGNS[finding.state], finding.check, finding.found, finding.advice)
            for finding in findings
        ]
        console().print(table(["", "Check", "Found", "What to do"], rows))
        console().print(plain(f"{failed} to mend" if failed else "nothing to mend"))
    raise typer.Exit(Exit.PROBLEM if failed else Exit.OK)
