"""What `perfos source add` does before it asks: propose, try on real rows, show."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import Place

if TYPE_CHECKING:
    from perfos.company import Company
    from perfos.connect.look import Preview

T = TypeVar("T")


def proposed(company: "Company", kind: str, name: str | None, path: str, role: str) -> Any:  # noqa: ANN401
    """Return the source and its mappings: ready ones, or made from the names in files."""
    from perfos.connect.files import source_of
    from perfos.connect.look import found_tables
    from perfos.connect.propose import propose
    from perfos.connect.write import ready, ready_kinds

    if kind in ready_kinds():
        return ready(kind, name)
    if kind != "files":
        allowed = ", ".join(["files", *ready_kinds()])
        raise CommandError(Exit.USAGE, f"no kind {kind}; there are {allowed}")
    declared = _seen(lambda: source_of(company.data, path, name or "crm"))
    found = _seen(lambda: found_tables(company, declared.source))
    mappings = propose(found, company.settings.currency, role)
    if not mappings:
        columns = "; ".join(f"{one.name}: {', '.join(one.values)}" for one in found)
        raise CommandError(
            Exit.USAGE,
            "no table looks like deals, people, customers or products by the names of its columns "
            f"({columns}). Write the mappings by hand: docs/recipes/own-files.md",
        )
    mapped = {one["from"].partition(".")[2] for one in mappings}
    tables = [one for one in declared.written["tables"] if one["name"] in mapped]
    return {"sources": [declared.written | {"tables": tables}], "mappings": mappings}


def tried(
    company: "Company",
    place: Place,
    added: Any,  # noqa: ANN401
    replace: bool,
) -> "tuple[str, list[Preview]]":
    """Return sources.yml with the new source, and what it makes of real rows."""
    from perfos.connect.look import previews, unfit
    from perfos.connect.write import has_source, merged

    file, name = place.folder / "sources.yml", str(added["sources"][0]["name"])
    text = file.read_text(encoding="utf-8")
    if has_source(text, name) and not replace:
        complaint = f"there is a source {name} in {file}: take another --name, or --replace it"
        raise CommandError(Exit.USAGE, complaint)
    text = merged(text, added)
    shown = _seen(lambda: list(previews(company, _checked(text, file.name), name)))
    for complaint in unfit(company, shown):
        typer.echo(f"look at company.yml: {complaint}", err=True)
    return text, shown


def _checked(text: str, where: str) -> Any:  # noqa: ANN401
    """Return sources.yml as it would be; what is wrong with it ends the command."""
    from perfos.connect.files import read_sources

    try:
        return read_sources(text)
    except ValueError as error:
        raise CommandError(Exit.CONFIGURATION, f"{where} would not be valid: {error}") from error


def _seen(look: Callable[[], T]) -> T:
    """Return what a look at the source finds; what is wrong with it ends the command."""
    from ingestion import LoadError

    try:
        return look()
    except LoadError as error:
        raise CommandError(Exit.USAGE, str(error)) from error


def show(shown: "list[Preview]", as_json: bool) -> None:
    """Print the first rows of each mapping."""
    from perfos.cli.output import console, print_json, table

    if as_json:
        told = [(one.mapping.entity, one.mapping.from_, one.rows) for one in shown]
        print_json([dict(zip(("entity", "from", "rows"), one, strict=True)) for one in told])
        return
    for one in shown:
        fields = list(one.mapping.fields)
        cells = [[row[field] for field in fields] for row in one.rows]
        title = f"{one.mapping.entity} from {one.mapping.from_}"
        console().print(table(fields, cells, title))
