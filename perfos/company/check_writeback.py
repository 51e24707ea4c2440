"""writeback.yml, read and checked against sources.yml."""

from pathlib import Path

from perfos.company.problems import one_of, shown
from perfos.company.sources import Sources
from perfos.company.validate import YamlSource, read_optional
from perfos.company.writeback import Writeback

KINDS = ("hubspot", "salesforce")


def read_writeback(folder: Path, sources: Sources | None) -> tuple[Writeback | None, YamlSource]:
    """Return what goes back to CRMs, and the file with what is wrong in it."""
    wanted, file = read_optional(folder, "writeback.yml", Writeback)
    if wanted and sources:
        _check(wanted, sources, file)
    return wanted, file


def _check(wanted: Writeback, sources: Sources, file: YamlSource) -> None:
    """Only to CRMs, each field once, and none that is read."""
    crms = {source.name for source in sources.sources if source.kind in KINDS}
    read = {
        (source.name, table.object, field)
        for source in sources.sources
        for table in source.tables
        for field in table.fields
    }
    first: dict[tuple[str, str, str], int] = {}
    for number, target in enumerate(wanted.writeback):
        at = ("writeback", number)
        if target.to not in crms:
            allowed = f"no source of kind {' or '.join(KINDS)}; {one_of(target.to, crms)}"
            file.add((*at, "to"), shown(target.to), allowed)
        for field in target.fields:
            name, at_field = (target.to, target.object, field), (*at, "fields", field)
            before = first.setdefault(name, number)
            if before != number:
                line = file.yaml.line(("writeback", before, "fields", field))
                file.add(at_field, f'"{field}" twice', f"each field once; it is on line {line}")
            if name in read:
                allowed = "a field that sources.yml does not read: it would read what it wrote"
                file.add(at_field, shown(field), allowed)
