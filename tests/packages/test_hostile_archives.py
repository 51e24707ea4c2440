"""Hostile archives and registries: each is refused, with its reason, before anything is there."""

import io
import tarfile
from collections.abc import Callable
from typing import Any

import pytest

from packages.archive import MAX_ARCHIVE, pack
from packages.errors import PackageError
from packages.index import archive_of
from packages.registry import Registry
from packages.signature import create_publisher_key, publisher_key, statement
from perfos.paths import store
from tests.packages.market import Market

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
    import gzip

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


class Tampered(Market):
    """A market in which `bonus` 1.0.0 is pinned, and somebody owns the registry."""

    def __init__(self, folder: Any) -> None:
        super().__init__(folder)
        self.publish("bonus", "1.0.0")
        self.add("bonus", ">=1.0")
        self.files = Registry(str(self.registry), folder)

    def entry(self, version: str, archive: bytes | None = None, **changes: Any) -> None:
        """Put a version into the index, signed by ann unless a change says otherwise."""
        import json
        from hashlib import sha256

        path = self.registry / "index.json"
        index = json.loads(path.read_text())
        content = pack(GOOD) if archive is None else archive
        digest = sha256(content).hexdigest()
        self.files.write(archive_of("bonus", version, changes.get("sha256", digest)), content)
        signed = statement("bonus", version, digest)
        index["packages"]["bonus"][version] = {
            "sha256": digest,
            "key": self.key,
            "signature": publisher_key("ann").sign(signed),
            "core": "",
            "packages": {},
        } | changes
        path.write_text(json.dumps(index))

    def seen(self) -> tuple[set[str], str, str]:
        """Return everything that a refusal must leave as it is."""
        files = {str(path) for path in store().rglob("*") if not path.name.startswith(".")}
        return files, self.state.rules_lock.read_text(), self.rules


@pytest.fixture
def market(tmp_path: Any) -> Tampered:
    return Tampered(tmp_path)


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_hostile_archive_is_refused_although_it_is_signed(market: Tampered, kind: str) -> None:
    build, reason = ARCHIVES[kind]
    market.entry("1.1.0", build())
    before = market.seen()
    with pytest.raises(PackageError) as caught:
        market.add("bonus")
    assert reason in str(caught.value)
    assert "bonus 1.1.0" in str(caught.value) and market.address in str(caught.value)
    assert market.seen() == before


def mallory() -> str:
    create_publisher_key("mallory")
    return publisher_key("mallory").public


def replayed(market: Tampered) -> None:
    """Give the signature of 1.0.0 to the bytes of 1.1.0."""
    import json

    index = json.loads((market.registry / "index.json").read_text())
    market.entry("1.1.0", signature=index["packages"]["bonus"]["1.0.0"]["signature"])


def of_another_package(market: Tampered) -> None:
    """Publish `malus` by ann, and offer it under the name of bonus."""
    import json

    market.publish("malus", "1.1.0")
    path = market.registry / "index.json"
    index = json.loads(path.read_text())
    index["packages"]["bonus"]["1.1.0"] = entry = index["packages"]["malus"]["1.1.0"]
    path.write_text(json.dumps(index))
    content = (market.registry / archive_of("malus", "1.1.0", entry["sha256"])).read_bytes()
    market.files.write(archive_of("bonus", "1.1.0", entry["sha256"]), content)


def exchanged(market: Tampered) -> None:
    """Offer other bytes under the version that is pinned."""
    tree = GOOD | {"package.yml": b"name: bonus\nversion: 1.0.0\n"}
    market.entry("1.0.0", pack(tree))


def older_only(market: Tampered) -> None:
    """Serve an index of the time before the pinned version."""
    tree = GOOD | {"package.yml": b"name: bonus\nversion: 0.9.0\n"}
    market.wants("packages:\n  - {name: base, path: ../base}\n  - {name: bonus, version: '>=0'}\n")
    market.entry("0.9.0", pack(tree))
    market.entry("1.0.0", yanked="too good")


REGISTRIES: dict[str, tuple[Callable[[Tampered], object], str]] = {
    "unknown signer": (
        lambda market: market.entry("1.1.0", key=mallory()), "whom this company does not know",
    ),
    "signed by somebody else": (
        lambda market: market.entry(
            "1.1.0", signature=publisher_key(mallory() and "mallory").sign(b"x")
        ),
        "is not one of ann",
    ),
    "replayed signature of another version": (replayed, "is not one of ann"),
    "replayed signature of another package": (of_another_package, "is not one of ann"),
    "wrong hash": (lambda market: market.entry("1.1.0", sha256="ab" * 32), "its index says abab"),
    "other bytes under a pinned version": (exchanged, "under that version"),
    "downgrade": (older_only, "is pinned: it serves an old index"),
    "hash that is a path": (
        lambda market: market.entry("1.1.0", sha256="../../../etc/passwd"), "no valid index.json",
    ),
    "version that is a path": (
        lambda market: market.entry("../../1.1.0"), "no valid index.json",
    ),
    "index that is no index": (
        lambda market: market.files.write("index.json", b"[]"), "no valid index.json",
    ),
    "index without a key": (lambda market: market.entry("1.1.0", key=""), "no valid index.json"),
    "archive that is not there": (
        lambda market: [one.unlink() for one in market.registry.glob("bonus/*")], "gives no bonus",
    ),
    "archive without an end": (
        lambda market: market.entry("1.1.0", bytes(MAX_ARCHIVE + 1)), "of more than",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REGISTRIES)
def test_a_hostile_registry_is_refused(market: Tampered, kind: str) -> None:
    tamper, reason = REGISTRIES[kind]
    tamper(market)
    before = market.seen()
    with pytest.raises(PackageError) as caught:
        market.add("bonus")
    assert reason in str(caught.value)
    assert market.seen() == before


def test_both_hashes_and_both_names_are_told(market: Tampered) -> None:
    key = mallory()
    market.entry("1.1.0", key=key)
    with pytest.raises(PackageError, match=f"bonus 1.1.0 is signed by {key}.*ann .{market.key}"):
        market.add("bonus")
    market.entry("1.1.0", sha256="cd" * 32)
    with pytest.raises(PackageError, match=r"has the sha256 [0-9a-f]{64}, and its index says cdcd"):
        market.add("bonus")


def test_a_yanked_version_is_not_begun_with_and_stays_where_it_is_pinned(market: Tampered) -> None:
    market.entry("1.1.0", yanked="pays twice")
    assert [pin.version for pin in market.add("bonus")] == ["1.0.0"]
    with pytest.raises(PackageError, match=r"1.1.0 \(yanked: pays twice\)"):
        market.add("bonus", "1.1.0")
    assert market.pins == {"bonus": "1.0.0"}
