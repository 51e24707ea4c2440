"""A registry: a folder, a web server or an object store, with an index and archives."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import fsspec
from filelock import FileLock

from packages.archive import MAX_ARCHIVE
from packages.errors import PackageError
from packages.index import FILE, MAX_INDEX, Index, read_index
from perfos.files import replace_bytes


class Registry:
    """One registry.

    Attributes:
        address: How the company or the caller named it.
    """

    def __init__(self, address: str, base: Path) -> None:
        """Take a folder (seen from `base`) or an address such as https://... or s3://... ."""
        self.address = address
        try:
            where = address if "://" in address else str((base / address).resolve())
            self._files, self._root = fsspec.url_to_fs(where)
        except (ImportError, ValueError) as error:
            raise PackageError(f"the registry {address} cannot be reached: {error}") from error
        self._is_folder = isinstance(self._files, fsspec.get_filesystem_class("file"))
        self._is_web = isinstance(self._files, fsspec.get_filesystem_class("http"))

    def index(self) -> Index:
        """Return the index as it is now.

        Raises:
            PackageError: It cannot be read.
        """
        return read_index(self.read(FILE, MAX_INDEX), self.address)

    def read(self, name: str, limit: int = MAX_ARCHIVE) -> bytes:
        """Return a file of the registry, of at most `limit` bytes.

        Raises:
            PackageError: It is not there, or larger.
        """
        # A stream: a web server may ignore that a part was asked for, or say a wrong length.
        options: dict[str, Any] = {"block_size": 0} if self._is_web else {}
        try:
            with self._files.open(f"{self._root}/{name}", "rb", **options) as file:
                content = b"".join(_pieces(file, limit + 1))
        except PackageError:
            raise
        except Exception as error:  # Each kind of storage has errors of its own.
            raise PackageError(
                f"the registry {self.address} gives no {name}: {type(error).__name__}: {error}"
            ) from error
        if len(content) > limit:
            raise PackageError(
                f"the registry {self.address} gives a {name} of more than {limit:,} bytes"
            )
        return content

    def write(self, name: str, content: bytes) -> None:
        """Write a file in one step: readers see all of it or what was there before.

        Raises:
            PackageError: It cannot be written.
        """
        if self._is_web:
            raise PackageError(
                f"nothing can be published to {self.address}: name the folder or the storage that "
                "the web server serves"
            )
        path = f"{self._root}/{name}"
        try:
            if self._is_folder:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                replace_bytes(Path(path), content)
            else:
                self._files.pipe_file(path, content)
        except Exception as error:  # Each kind of storage has errors of its own.
            raise PackageError(
                f"{name} cannot be written to {self.address}: {type(error).__name__}: {error}"
            ) from error

    @contextmanager
    def changing(self) -> Iterator[Index]:
        """Yield the index while nobody else changes it; a new registry has an empty one.

        An object store has no lock: there, publish from one place at a time.
        """
        if self._is_folder:
            Path(self._root).mkdir(parents=True, exist_ok=True)
        with FileLock(Path(self._root) / ".lock") if self._is_folder else nullcontext():
            there = not self._is_web and self._files.exists(f"{self._root}/{FILE}")
            yield self.index() if there else Index()


def _pieces(file: Any, limit: int) -> Iterator[bytes]:  # noqa: ANN401 - fsspec has no type.
    left = limit
    while left > 0 and (piece := file.read(min(left, 1 << 20))):
        left -= len(piece)
        yield piece
