"""Where the files of a snapshot are: one for each table, or one for each part of it."""

from pathlib import Path

from semantic.manifest import TableInfo, literal


def file_of(table: str, label: str = "") -> Path:
    """Return the file of `schema.table`, or of a part of it, inside a snapshot's folder."""
    schema, name = table.split(".")
    return Path(schema, name, f"{label}.parquet") if label else Path(schema, f"{name}.parquet")


def files_of(table: str, info: TableInfo) -> dict[Path, str]:
    """Return the sha256 of each file of a table by its path inside a snapshot's folder."""
    if not info.parts:
        return {file_of(table): info.sha256}
    return {file_of(table, label): part.sha256 for label, part in info.parts.items()}


def source_of(folder: Path, table: str, info: TableInfo) -> str:
    """Return what SQL reads a table of the snapshot in `folder` from."""
    files = ", ".join(literal(folder / file) for file in files_of(table, info))
    return f"read_parquet([{files}])"
