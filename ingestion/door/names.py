"""Names of columns: in snake_case as dlt writes them, each only once."""

import difflib
import glob
from collections.abc import Collection, Sequence
from pathlib import Path

from dlt.common.normalizers.naming.snake_case import NamingConvention

from ingestion.errors import LoadError
from ingestion.settings import OWN_COLUMNS

_naming = NamingConvention()


def snake_case(name: str) -> str:
    """Return the name as dlt writes it: `Close Date` and `closeDate` become `close_date`."""
    return _naming.normalize_identifier(name)


def column_names(found: Sequence[str], where: str) -> list[str]:
    """Return the columns' names in snake_case, in order; a blank one is named by its position.

    Raises:
        LoadError: Two columns have the same name then, or one has a name of ours.
    """
    names: dict[str, str] = {}
    for position, text in enumerate(found, start=1):
        name = snake_case(text) if text.strip() else f"column_{position}"
        if name in OWN_COLUMNS:
            raise LoadError(
                f'{where}: the column "{text}" has a name that raw tables use; rename it'
            )
        if name in names:
            raise LoadError(
                f'{where}: the columns "{names[name]}" and "{text}" are both named {name}; '
                "rename one"
            )
        names[name] = text
    return list(names)


def object_columns(keys: Sequence[str], where: str) -> list[str]:
    """Return the columns' names of JSON objects, whose keys SQL tells apart by more than case.

    Raises:
        LoadError: Two keys have the same name in snake_case, or differ in nothing but case.
    """
    names = column_names(keys, where)
    seen: dict[str, str] = {}
    for key in keys:
        if (other := seen.setdefault(key.lower(), key)) != key:
            raise LoadError(
                f'{where}: the columns "{other}" and "{key}" differ only in capital letters; '
                "rename one"
            )
    return names


def require(columns: Sequence[str], used: Collection[str], where: str) -> None:
    """Raise a LoadError that names the used columns which are missing, and the likeliest ones."""
    missing = sorted(set(used) - set(columns))
    if not missing:
        return
    hints = ", ".join(guess(name, columns) for name in missing)
    raise LoadError(
        f"{where}: no column {hints}; the columns are: {', '.join(columns) or 'none'}. "
        "Mend the file, or the mapping in sources.yml"
    )


def guess(name: str, known: Collection[str]) -> str:
    """Return a name that is not known, and the likeliest one of those that are."""
    by_lower = {one.lower(): one for one in known}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.5)
    return f"{name} (did you mean {by_lower[close[0]]}?)" if close else name


def quoted(name: str) -> str:
    """Return a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def file_literal(path: Path) -> str:
    """Return a path as an SQL literal that DuckDB reads as this one file, and not as a glob."""
    return literal(glob.escape(str(path)))


def literal(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
