"""Files of earlier snapshots that say what a new one has to say, too: linked, not written again."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from perfos.files import sha256_of
from semantic.layout import file_of, files_of
from semantic.manifest import Part, TableInfo
from semantic.snapshot import SnapshotError, Snapshots

Columns: TypeAlias = Mapping[str, str]


class Earlier:
    """The files of the snapshots that are kept.

    Attributes:
        folder: Where the snapshots are.
    """

    def __init__(self, snapshots: Snapshots) -> None:
        self.folder = snapshots.folder
        self._tables: dict[tuple[str, str], tuple[Path, TableInfo]] = {}
        self._parts: dict[tuple[str, str, str], list[tuple[Path, Columns, Part]]] = {}
        for snapshot_id in snapshots.ids():
            try:
                manifest = snapshots.get(snapshot_id)
            except SnapshotError:
                continue
            for table, info in manifest.tables.items():
                self._note(self.folder / snapshot_id, table, info)

    def _note(self, folder: Path, table: str, info: TableInfo) -> None:
        if info.print:
            self._tables.setdefault((table, info.print), (folder, info))
        for label, part in info.parts.items():
            found = self._parts.setdefault((table, label, part.rows_hash), [])
            found.append((folder, info.columns, part))

    def take(self, table: str, wanted: str, aside: Path) -> TableInfo | None:
        """Put the files of a table into a folder, and return what is in them.

        Args:
            table: Its name.
            wanted: Its print; without one, nothing fits.
            aside: A folder in the same file system; the table may not be there.

        Returns:
            None where nothing fits, or what does was changed since it was published.
        """
        folder, info = self._tables.get((table, wanted), (None, None))
        if not wanted or folder is None or info is None:
            return None
        files = files_of(table, info)
        if not all(_is_as_published(folder / file, sha256) for file, sha256 in files.items()):
            return None
        for file in files:
            _link(folder / file, aside / file)
        return info

    def take_part(
        self, table: str, label: str, rows_hash: str, columns: Columns, aside: Path
    ) -> Part | None:
        """Put a part into a folder, and return what is in it.

        Args:
            table: The table's name.
            label: The part's label.
            rows_hash: The fingerprint of its rows.
            columns: The table's columns with their types: a file with others does not fit.
            aside: A folder in the same file system; the part may not be there.

        Returns:
            None where no file fits, or the one that does was changed since it was published.
        """
        for folder, had, part in self._parts.get((table, label, rows_hash), ()):
            path = folder / file_of(table, label)
            if list(had.items()) == list(columns.items()) and _is_as_published(path, part.sha256):
                _link(path, aside / file_of(table, label))
                return part
        return None


def _is_as_published(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_of(path) == sha256


def _link(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
        target.chmod(0o444)
