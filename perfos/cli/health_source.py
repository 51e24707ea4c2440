"""What `perfos doctor` asks of one source: whether it is there, and answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfos.cli.health import Finding

if TYPE_CHECKING:
    from perfos.company import Company
    from perfos.company.sources import Source


def source_findings(company: "Company", source: "Source") -> Iterator[Finding]:
    """Check that a source can be read."""
    if source.kind == "files" and not source.address:
        yield from _files(company, source)
    elif source.kind == "sql":
        yield _database(source.name)
    else:
        yield _reached(company, source)


def _files(company: "Company", source: "Source") -> Iterator[Finding]:
    """Check that each table of a source has files."""
    folder = company.data / source.path
    for table in source.tables:
        check = f"data of {source.name}.{table.name}"
        pattern = table.files or "*"
        paths = [path for path in folder.glob(pattern) if path.is_file()]
        if paths:
            size = sum(path.stat().st_size for path in paths) / 1e6
            count = "1 file" if len(paths) == 1 else f"{len(paths)} files"
            yield Finding(check, "ok", f"{count}, {size:,.1f} MB")
        else:
            yield Finding(
                check,
                "fail",
                f"no file {pattern} in {folder}",
                "put it there, correct sources.yml, or name another folder with --data",
            )


def _reached(company: "Company", source: "Source") -> Finding:
    """Check that an API, or a place of files, answers with the secrets that are set."""
    import tempfile

    from ingestion import LoadError
    from ingestion.reach import reach

    check = f"{source.kind} {source.name}"
    try:
        with tempfile.TemporaryDirectory() as scratch:
            found = reach(company, source, Path(scratch))
    except LoadError as error:
        return Finding(check, "fail", str(error), "see the recipe of this source")
    return Finding(check, "ok", found)


def _database(name: str) -> Finding:
    """Check that a database's address is known and that it answers; never print the address."""
    import dlt
    import sqlalchemy

    check, secret = f"database {name}", f"SOURCES__{name.upper()}__URL"
    url = dlt.secrets.get(f"sources.{name}.url", str)
    if not url:
        return Finding(check, "fail", f"no secret {secret}", f"set {secret} to the database's URL")
    try:
        address = sqlalchemy.make_url(url)
        options = {"connect_timeout": 5} if address.get_backend_name() == "postgresql" else {}
        engine = sqlalchemy.create_engine(address, connect_args=options)
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text("select 1"))
        engine.dispose()
    except Exception as error:
        # A driver may raise anything, and its message may quote the address, password and all.
        cause = type(getattr(error, "orig", None) or error).__name__
        return Finding(
            check, "fail", f"does not answer ({cause})", f"check {secret} and the network"
        )
    return Finding(check, "ok", f"{address.get_backend_name()} answers; secret {secret} is set")
