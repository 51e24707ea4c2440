"""Files of earlier snapshots that say what a new one has to say, too: linked, not written again."""

import os
import shutil
from pathlib import Path

from perfos.files import sha256_of
from semantic.manifest import TableInfo, file_of
from semantic.snapshot import SnapshotError, Snapshots


class Earlier:
    """The files of the snapshots that are kept.

    Attributes:
        folder: Where the snapshots are.
    """

    def __init__(self, snapshots: Snapshots) -> None:
        self.folder = snapshots.folder
        self._files: dict[tuple[str, str], tuple[Path, TableInfo]] = {}
        for snapshot_id in snapshots.ids():
            try:
                manifest = snapshots.get(snapshot_id)
            except SnapshotError:
                continue
            for table, info in manifest.tables.items():
                if info.print:
                    path = self.folder / snapshot_id / file_of(table)
                    self._files.setdefault((table, info.print), (path, info))

    def take(self, table: str, wanted: str, target: Path) -> TableInfo | None:
        """Put the file of a table at `target`, and return what is in it.

        Args:
            table: Its name.
            wanted: Its print; without one, no file fits.
            target: A path in the same file system; nothing may be there.

        Returns:
            None where no file fits, or the one that does was changed since it was published.
        """
        path, info = self._files.get((table, wanted), (None, None))
        if not wanted or path is None or info is None:
            return None
        if not path.is_file() or sha256_of(path) != info.sha256:
            return None
        try:
            os.link(path, target)
        except OSError:
            shutil.copyfile(path, target)
            target.chmod(0o444)
        return info
