"""Archives that must not be taken, each with the reason that has to be given."""

import gzip
import io
import tarfile
from collections.abc import Callable
from typing import Any

from packages.archive import pack

GOOD = {
    "package.yml": b"name: bonus\nversion: 1.1.0\n",
    "dbt_project.yml": b"name: bonus\nversion: 1.1.0\n",
    "models/bonus__postings.sql": b"select 1 as one\n",
}

NEEDY = GOOD["package.yml"] + b"requires: {packages: {other: '>=1.0'}}\n"


def made(**member: Any) -> bytes:
    """Return an archive of good files, and one more with these attributes."""
    buffer = io.BytesIO()
    content = member.pop("content", b"")
    format_ = member.pop("format", tarfile.USTAR_FORMAT)
    with tarfile.open(fileobj=buffer, mode="w", format=format_) as archive:
        for name in sorted(GOOD):
            info = tarfile.TarInfo(name)
            info.size = len(GOOD[name])
            archive.addfile(info, io.BytesIO(GOOD[name]))
        info = tarfile.TarInfo(member.pop("name", "models/evil.sql"))
        info.size = len(content)
        for name, value in member.items():
            setattr(info, name, value)
        archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def bomb() -> bytes:
    """Return a gzip of a tar that would unfold to a hundred megabytes."""
    return gzip.compress(made(name="models/big.sql", content=bytes(100_000_000)), 1)


def huge_claim() -> bytes:
    """Return an archive whose one file says that it has a hundred terabytes."""
    info = tarfile.TarInfo("package.yml")
    info.size = 100 * 2**40
    return info.tobuf(tarfile.GNU_FORMAT) + bytes(10_240)


def backwards() -> bytes:
    """Return an archive whose size is negative: readers that trust it run in circles."""
    info = tarfile.TarInfo("package.yml")
    info.size = -1024
    return info.tobuf(tarfile.GNU_FORMAT) + bytes(10_240)


ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "absolute path": (lambda: made(name="/etc/cron.d/evil.sql"), "has no place"),
    "path upwards": (lambda: made(name="models/../../evil.sql"), "has no place"),
    "path upwards with backslashes": (lambda: made(name="models\\..\\evil.sql"), "has no place"),
    "symbolic link": (lambda: made(type=tarfile.SYMTYPE, linkname="/etc"), "a symbolic link"),
    "hard link": (lambda: made(type=tarfile.LNKTYPE, linkname="package.yml"), "a hard link"),
    "device": (lambda: made(type=tarfile.CHRTYPE, devmajor=1), "a device"),
    "pipe": (lambda: made(type=tarfile.FIFOTYPE), "a pipe"),
    "sparse file": (lambda: made(type=tarfile.GNUTYPE_SPARSE), "a file with holes"),
    "extended header": (
        lambda: made(format=tarfile.PAX_FORMAT, pax_headers={"path": "../evil.sql"}),
        "an extended header",
    ),
    "setuid bit": (lambda: made(mode=0o4644), "the mode 4644"),
    "executable": (lambda: made(mode=0o755), "the mode 755"),
    "owner": (lambda: made(uid=1000, uname="mallory"), "more than files"),
    "python": (lambda: made(name="models/evil.py", content=b"import os"), "has no place"),
    "program": (lambda: made(name="evil", content=b"\x7fELF"), "has no place"),
    "compressed bomb": (bomb, "no tar file without compression"),
    "huge claim": (huge_claim, "more than 20,000,000 bytes"),
    "negative size": (backwards, "the size -1024"),
    "too large": (lambda: made(content=bytes(20_000_001)), "more than 20,000,000 bytes"),
    "too many files": (
        lambda: pack(GOOD | {f"models/m{n}.sql": b"" for n in range(2_001)}),
        "more than 2,000 files",
    ),
    "two files by case": (
        lambda: made(name="models/BONUS__postings.sql"), "one file where case does not count",
    ),
    "two files by normalisation": (
        lambda: made(name="models/bonus__postings.sql\u200b"), "has no place",
    ),
    "one file twice": (lambda: made(name="models/bonus__postings.sql"), "in it twice"),
    "truncated in a file": (lambda: pack(GOOD)[:1500], "truncated"),
    "truncated at the end": (lambda: pack(GOOD).rstrip(b"\0"), "truncated"),
    "hidden bytes behind the end": (lambda: pack(GOOD) + b"evil", "more than files"),
    "no archive": (lambda: b"<html>404</html>" * 100, "no tar file without compression"),
    "no manifest": (lambda: pack({"models/a.sql": b""}), "package.yml is missing"),
    "manifest of another package": (
        lambda: pack(GOOD | {"package.yml": b"name: other\nversion: 1.1.0\n"}), "disagree",
    ),
    "manifest of an older version": (
        lambda: pack(GOOD | {"package.yml": b"name: bonus\nversion: 1.0.0\n"}), "disagree",
    ),
    "manifest with needs that the index hides": (
        lambda: pack(GOOD | {"package.yml": NEEDY}), "disagree",
    ),
    "manifest that is no version": (
        lambda: pack(GOOD | {"package.yml": b"name: bonus\nversion: ../../1.1.0\n"}), "version is",
    ),
}  # fmt: skip
