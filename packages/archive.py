"""A package as one file, whose bytes depend on nothing but the files in it.

It is a tar file without compression: no compressor of another version writes other bytes, nothing
in it can unfold, and the archive of an installed folder can be built again to compare its hash.
"""

import io
import tarfile
from hashlib import sha256

from packages.tree import Tree

MODE = 0o644


def pack(tree: Tree) -> bytes:
    """Return the archive of a package's files."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name in sorted(tree):
            archive.addfile(_member(name, len(tree[name])), io.BytesIO(tree[name]))
    return buffer.getvalue()


def hash_of(tree: Tree) -> str:
    """Return the sha256 of the archive of a package's files, in hexadecimal digits."""
    return sha256(pack(tree)).hexdigest()


def _member(name: str, size: int) -> tarfile.TarInfo:
    """Return what the archive says about a file: its name and size, and nothing of its maker."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, MODE
    return member
