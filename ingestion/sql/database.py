"""The database: its address, which is a secret, and what is asked of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from ingestion.errors import LoadError
from ingestion.secrets import secret, variable
from perfos.company.sources import Table


@contextmanager
def connected(source: str, where: str) -> Iterator[sa.Connection]:
    """Connect to a source's database; what goes wrong there is told without the password.

    Args:
        source: Name of the source, whose address is the dlt secret `sources.<name>.url`.
        where: What an error calls the table.

    Raises:
        LoadError: The address is missing, or the database refuses.
    """
    url = _url(source, where)
    failure = None
    try:
        engine = sa.create_engine(url)
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        failure = f"{where}: the database says: {_without(url, error)}"
    if failure:
        # Raised outside of the handler: the driver's own error must not travel along.
        raise LoadError(failure)


def statement(table: Table, since: object) -> sa.Select[Any] | sa.TextClause:
    """Return what is asked: all rows, or those from the watermark on, and those without a cursor.

    Args:
        table: The table or query as declared.
        since: The watermark, or None.
    """
    # A colon is a colon, not the start of a parameter.
    text = sa.text((table.query or "").strip().rstrip(";").replace(":", r"\:"))
    is_partial = table.cursor is not None and since is not None
    if table.query and not is_partial:
        return text
    schema, _, name = (table.table or "").rpartition(".")
    asked: sa.FromClause = sa.table(name, schema=schema or None)
    if table.query:
        asked = text.columns().subquery("asked")
    everything = sa.select(sa.text("*")).select_from(asked)
    if not is_partial:
        return everything
    cursor: sa.ColumnClause[Any] = sa.column(table.cursor or "")
    return everything.where(sa.or_(cursor >= since, cursor.is_(None)))


def _url(source: str, where: str) -> sa.URL:
    """Return the address; it is looked up while loading, never before."""
    form = "such as postgresql+psycopg://user:password@host/name"
    address = secret(source, "url", where, f"the address of the database, {form},")
    try:
        return sa.make_url(address)
    except sa.exc.ArgumentError:
        pass
    raise LoadError(
        f"{where}: {variable(source, 'url')} is no address that SQLAlchemy can read; write it "
        "as postgresql+psycopg://user:password@host/name"
    )


def _without(url: sa.URL, error: Exception) -> str:
    """Return the first line of an error, without the password."""
    text = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return text.replace(str(url.password), "***") if url.password else text
