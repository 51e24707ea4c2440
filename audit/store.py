"""Files kept by the hash of their content: the same content is kept once, whoever needs it."""

import io
import os
import shutil
import zipfile
from collections.abc import Mapping
from hashlib import file_digest, sha256
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)


class Store:
    """The objects of an archive.

    Attributes:
        folder: Where they are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Return where the object with that sha256 is, or would be."""
        return self.folder / digest[:2] / digest

    def put_file(self, aside: Path) -> str:
        """Take a file over, or remove it if its content is kept already; return its sha256."""
        with aside.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        path = self.path(digest)
        if path.exists():
            aside.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.chmod(0o444)
            aside.replace(path)
            _sync(path.parent)
        return digest

    def put(self, content: bytes) -> str:
        """Keep a content and return its sha256."""
        digest = sha256(content).hexdigest()
        if not self.path(digest).exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            aside = self.folder / f".tmp-{digest}"
            aside.write_bytes(content)
            self.put_file(aside)
        return digest

    def put_files(self, files: Mapping[str, bytes]) -> str:
        """Keep several files as one zip whose bytes depend on nothing but them."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED)
        return self.put(buffer.getvalue())

    def checked(self, digest: str) -> Path:
        """Return the object's file once its bytes are known to be what was kept.

        Raises:
            ValueError: It is missing or was changed.
        """
        path = self.path(digest)
        if not path.is_file():
            raise ValueError(f"object {digest} is missing: {path}")
        with path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != digest:
                raise ValueError(f"object {digest} was changed: {path}")
        return path

    def unpack(self, digest: str, target: Path) -> Path:
        """Write the files of a zip into a new folder and return it."""
        if target.exists():
            shutil.rmtree(target)
        with zipfile.ZipFile(self.checked(digest)) as archive:
            archive.extractall(target)
        return target


def write_text(path: Path, text: str) -> None:
    """Give a file a new content in one step, on disk before this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.tmp")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
