"""Registries that somebody has tampered with, each with the reason that has to be given."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from packages.archive import MAX_ARCHIVE, pack
from packages.index import archive_of
from packages.registry import Registry
from packages.signature import create_publisher_key, publisher_key, statement
from perfos.paths import store
from tests.packages.hostile_archives import GOOD
from tests.packages.market import Market


class Tampered(Market):
    """A market in which `bonus` 1.0.0 is pinned, and somebody owns the registry."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.publish("bonus", "1.0.0")
        self.add("bonus", ">=1.0")
        self.files = Registry(str(self.registry), folder)

    def entry(self, version: str, archive: bytes | None = None, **changes: Any) -> None:
        """Put a version into the index, signed by ann unless a change says otherwise."""
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


def mallory() -> str:
    create_publisher_key("mallory")
    return publisher_key("mallory").public


def replayed(market: Tampered) -> None:
    """Give the signature of 1.0.0 to the bytes of 1.1.0."""
    index = json.loads((market.registry / "index.json").read_text())
    market.entry("1.1.0", signature=index["packages"]["bonus"]["1.0.0"]["signature"])


def of_another_package(market: Tampered) -> None:
    """Publish `malus` by ann, and offer it under the name of bonus."""
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
