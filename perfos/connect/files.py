"""The files of a folder as the tables of a source."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML

from ingestion import LoadError
from perfos.company.sources import Source, Sources

_SUFFIXES = (".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".parquet", ".csv.gz", ".jsonl.gz")
_MOST = 40


@dataclass(frozen=True)
class Declared:
    """A source, as it is used and as it is written."""

    source: Source
    written: dict[str, Any]


def source_of(data: Path, path: str, name: str) -> Declared:
    """Return a folder's files as a source; each file is a table.

    Args:
        data: The data folder.
        path: The folder within it.
        name: What the source is called.

    Raises:
        LoadError: There is no such folder, or it holds no file, or too many.
    """
    folder = data / path
    files = sorted(
        one.name
        for one in (folder.iterdir() if folder.is_dir() else ())
        if one.is_file() and one.name.lower().endswith(_SUFFIXES) and not one.name.startswith(".")
    )
    if not files:
        raise LoadError(
            f"no file in {folder} of a kind that can be read ({', '.join(_SUFFIXES)}). Name the "
            "data folder with --data, and a folder in it with --path"
        )
    if len(files) > _MOST:
        raise LoadError(f"{len(files)} files in {folder}: name a folder with at most {_MOST}")
    tables = [{"name": _table_name(file), "files": file} for file in files]
    written = {"name": name, "kind": "files", "path": path, "tables": tables}
    return Declared(Source.model_validate(written), written)


def read_sources(text: str) -> Sources:
    """Return the content of a sources.yml.

    Raises:
        ValueError: It says something that it must not.
    """
    try:
        return Sources.model_validate(YAML(typ="safe").load(text))
    except ValidationError as error:
        raise ValueError("; ".join(one["msg"] for one in error.errors())) from error


def _table_name(file: str) -> str:
    """Return a name for a file's table: letters, digits and single underscores."""
    words = re.sub(r"[^a-z0-9]+", "_", file.lower().split(".")[0]).strip("_")
    return words if re.match("[a-z]", words) else f"table_{words}".rstrip("_")
