"""Writes docs/reference/cli.md from the commands: `python -m perfos.cli.reference`."""

import typer
from typer.cli import get_docs_for_click

from perfos.cli import app
from perfos.cli.errors import MEANINGS
from perfos.cli.place import ROOT

PAGE = ROOT / "docs" / "reference" / "cli.md"
PREFACE = """# Command line

<!-- Written by `python -m perfos.cli.reference` out of the commands' own help. -->

`perfos` reads and runs one company. `--company` and `--data` stand before the command:
`perfos --company companies/demo status`. State (warehouse, ledger, snapshots) is kept in the
folder that `PERFOS_HOME` names, `.perfos` if it names none.

All commands that show figures read the [published snapshot](../concepts/snapshot.md) and never
the warehouse, so they work while a run is writing. `--json` prints the same for programs: amounts
and rates are texts such as `"2800.000000"`, because a JSON number would be read as floating point.

## Exit codes

| code | meaning |
|---|---|
{codes}

"""


def page() -> str:
    """Return the text of the page."""
    group = typer.main.get_command(app)
    context = typer.Context(group)
    codes = "\n".join(f"| {code.value} | {meaning} |" for code, meaning in MEANINGS.items())
    docs = get_docs_for_click(obj=group, ctx=context, indent=1, name="perfos")
    lines = (line.rstrip() for line in (PREFACE.format(codes=codes) + docs).splitlines())
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
