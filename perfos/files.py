"""Writing so that a crash, or a power cut, leaves the old state or the new one."""

import hashlib
import os
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until the file or folder at `path` is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_text(path: Path, text: str) -> None:
    """Give the file at `path` a new content in one step."""
    replace_bytes(path, text.encode("utf-8"))


def replace_bytes(path: Path, content: bytes) -> None:
    """Give the file at `path` a new content in one step."""
    aside = path.with_name(f".{path.name}.tmp")
    aside.write_bytes(content)
    sync(aside)
    aside.replace(path)
    sync(path.parent)


def sha256_of(path: Path) -> str:
    """Return the fingerprint of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
