"""Reading published snapshots: which there are, which is current, what is in one."""

import contextlib
import json
from typing import TYPE_CHECKING

from perfos.files import replace_text, sha256_of
from perfos.paths import State
from semantic.errors import NoSuchSnapshotError, NothingPublishedError, SnapshotError
from semantic.layout import files_of
from semantic.manifest import MANIFEST, SNAPSHOT_ID, Manifest

# DuckDB is imported where it is used: a command that only lists snapshots starts without it.
if TYPE_CHECKING:
    import duckdb

    from semantic.diff import TableDiff

POINTER = "current.json"
LOCK = ".lock"


class Snapshots:
    """The published snapshots of one company.

    Attributes:
        folder: Where they are: one folder for each, and the pointer to the current one.
    """

    def __init__(self, state: State) -> None:
        self.folder = state.published

    def ids(self) -> list[str]:
        """Return the ids of all snapshots, newest first."""
        return sorted(
            (
                manifest.parent.name
                for manifest in self.folder.glob(f"*/{MANIFEST}")
                if SNAPSHOT_ID.fullmatch(manifest.parent.name)
            ),
            reverse=True,
        )

    def get(self, snapshot_id: str) -> Manifest:
        """Return the manifest of one snapshot.

        Raises:
            NoSuchSnapshotError: There is none of that name.
            SnapshotError: Its manifest is damaged.
        """
        # Checked before it becomes a path: an id must not lead out of the folder.
        if not SNAPSHOT_ID.fullmatch(snapshot_id) or snapshot_id not in self.ids():
            raise NoSuchSnapshotError(
                f"there is no snapshot {snapshot_id!r} in {self.folder}; "
                f"`perfos snapshot list` shows those that there are"
            )
        try:
            return Manifest.read(self.folder / snapshot_id)
        except (OSError, ValueError) as error:
            raise SnapshotError(
                f"the manifest of snapshot {snapshot_id} is damaged ({error}); "
                "choose another with `perfos snapshot use`, or run `perfos run`"
            ) from error

    def current_id(self) -> str:
        """Return the id that the pointer names.

        Raises:
            NothingPublishedError: There is no pointer yet.
            SnapshotError: The pointer is damaged.
        """
        pointer = self.folder / POINTER
        try:
            snapshot_id = json.loads(pointer.read_text(encoding="utf-8"))["snapshot"]
        except FileNotFoundError:
            raise NothingPublishedError(
                f"nothing is published yet in {self.folder}: run `perfos run` first"
            ) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SnapshotError(
                f"{pointer} is damaged ({error}); point it at a snapshot with "
                "`perfos snapshot use`, see `perfos snapshot list`"
            ) from error
        return str(snapshot_id)

    def current(self) -> Manifest:
        """Return the manifest of the snapshot that readers are pointed at."""
        return self.get(self.current_id())

    def find_current(self) -> Manifest | None:
        """Return the current snapshot, or None if there is none that can be read."""
        try:
            return self.current()
        except SnapshotError:
            return None

    def use(self, snapshot_id: str) -> Manifest:
        """Point readers at another snapshot, older or newer; the others stay."""
        from filelock import FileLock

        # A publication that ends at the same time would otherwise remove what is chosen here.
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / LOCK):
            manifest = self.get(snapshot_id)
            self.point_at(snapshot_id)
        return manifest

    def point_at(self, snapshot_id: str) -> None:
        """Move the pointer in one step; the caller holds the lock."""
        replace_text(self.folder / POINTER, json.dumps({"snapshot": snapshot_id}) + "\n")

    def open(self, snapshot_id: str | None = None) -> "duckdb.DuckDBPyConnection":
        """Return a connection in memory with a view for each table of one snapshot.

        The connection is bound to that snapshot: it can open no other file, and it stays where
        it is when the pointer moves.

        Args:
            snapshot_id: The snapshot; the current one if None.
        """
        from semantic.view import connect

        manifest = self.get(snapshot_id) if snapshot_id else self.current()
        return connect(self.folder / manifest.id, manifest.tables)

    def verify(self, snapshot_id: str) -> list[str]:
        """Return a sentence for each file of a snapshot that is missing or was changed."""
        problems = []
        for table, info in self.get(snapshot_id).tables.items():
            for file, sha256 in files_of(table, info).items():
                path = self.folder / snapshot_id / file
                if not path.is_file():
                    problems.append(f"{path} is missing")
                elif sha256_of(path) != sha256:
                    problems.append(f"{path} is not what was published: its sha256 differs")
        return problems

    def diff(self, before: str, after: str) -> dict[str, "TableDiff"]:
        """Return what changed from one snapshot to another, for each table of either."""
        from semantic.diff import diff

        return diff(self, before, after)

    def list(self) -> list[Manifest]:
        """Return the manifests of all snapshots that can be read, newest first."""
        manifests = []
        for snapshot_id in self.ids():
            with contextlib.suppress(SnapshotError):
                manifests.append(self.get(snapshot_id))
        return manifests
