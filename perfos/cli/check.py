"""`perfos check`: is the company folder right?"""

import typer

from perfos.cli.errors import Exit
from perfos.cli.place import JsonOption, Place


def check(context: typer.Context, as_json: JsonOption = False) -> None:
    """Check the company folder; show every problem with its file, line and field."""
    from packages.active import active
    from packages.parameters import with_parameters
    from perfos.cli.output import console, plain, print_json, table
    from perfos.company import CompanyError, load_company

    place: Place = context.obj
    place.require_folder()
    try:
        company = load_company(place.folder, place.data)
        with_parameters(company, active(company, place.state()))
        problems = []
    except CompanyError as error:
        problems = error.problems
    if as_json:
        print_json({"folder": place.folder, "is_valid": not problems, "problems": problems})
    elif problems:
        rows = [
            (problem.file, problem.line, problem.field, problem.found, problem.allowed)
            for problem in problems
        ]
        console().print(table(["File", "Line>", "Field", "Found", "Allowed"], rows))
        console().print(plain(f"{len(problems)} to mend in {place.folder}"))
    else:
        counts = {
            "plans": len(company.plans),
            "people": len(company.people),
            "sources": len(company.sources),
            "mappings": len(company.mappings),
        }
        told = ", ".join(f"{count} {what}" for what, count in counts.items())
        console().print(plain(f"{place.folder} is valid: {told}"))
    raise typer.Exit(Exit.CONFIGURATION if problems else Exit.OK)
