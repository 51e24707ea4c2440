"""A package as one file, whose bytes depend on nothing but the files in it.

It is a tar file without compression: no compressor of another version writes other bytes, nothing
in it can unfold, and the archive of an installed folder can be built again to compare its hash.
"""

import io
import tarfile
from hashlib import sha256

from packages.errors import PackageError
from packages.tree import MAX_BYTES, MAX_FILES, Tree, check_names, check_sizes

MODE = 0o644
BLOCK = 512
MAX_ARCHIVE = MAX_BYTES + MAX_FILES * 2 * BLOCK
KINDS = {
    tarfile.LNKTYPE: "a hard link",
    tarfile.SYMTYPE: "a symbolic link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
    tarfile.DIRTYPE: "an entry for a folder",
    tarfile.GNUTYPE_SPARSE: "a file with holes",
}


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


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive, in memory: nothing of it is on disk before all is checked.

    Headers are read one by one, for `tarfile` follows sizes and extensions that a hostile archive
    may set to lead it in circles.

    Raises:
        PackageError: It is not exactly what `pack` writes of files that a package may hold.
    """
    tree: dict[str, bytes] = {}
    at = 0
    while any(block := content[at : at + BLOCK]):
        member = _read_header(block)
        end = at + BLOCK + member.size
        if member.name in tree:
            raise PackageError(f"{member.name!r} is in it twice")
        check_sizes([*map(len, tree.values()), member.size])
        if end > len(content):
            raise PackageError(f"it is truncated: it ends within {member.name!r}")
        tree[member.name] = content[at + BLOCK : end]
        at = end + -end % BLOCK
    check_names(tree)
    if len(block) < BLOCK:
        raise PackageError("it is truncated: its end is missing")
    if pack(tree) != content:
        raise PackageError(
            "it holds more than files: bytes, times, owners or an order that `perfos package "
            "build` does not write"
        )
    return tree


def _read_header(block: bytes) -> tarfile.TarInfo:
    """Return what a header says of a file.

    Raises:
        PackageError: It is no header, or one of something else than a plain file.
    """
    try:
        member = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError) as error:
        raise PackageError(f"it is no tar file without compression, or damaged ({error})") from None
    if member.type != tarfile.REGTYPE:
        kind = KINDS.get(member.type, "an extended header")
        raise PackageError(f"{member.name!r} is {kind}: a package holds plain files alone")
    if member.mode & 0o7111:
        raise PackageError(f"{member.name!r} has the mode {member.mode:o}: nothing in it is run")
    if member.size < 0:
        raise PackageError(f"{member.name!r} has the size {member.size}")
    return member


def _member(name: str, size: int) -> tarfile.TarInfo:
    """Return what the archive says about a file: its name and size, and nothing of its maker."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, MODE
    return member
