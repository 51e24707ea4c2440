"""Checks an audit pack without trusting who made it.

    python verify.py PACK.zip [--key PUBLIC_KEY] [--seal HASH]

It needs Python 3.11 or newer and PyNaCl, and reads nothing but the pack. It ends with 0 when
everything fits, and with 1 and the first place that does not fit otherwise. `--key` is the
company's public key and `--seal` the hash of its last seal, as you were given them on another way
than with the pack: without them a holder of the company's key could have made another pack.
"""

import argparse
import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey


class Misfit(Exception):
    """Something in the pack does not fit; the message names the place."""


def verify(path: str, key: str = "", seal: str = "") -> dict[str, int]:
    """Check a pack from its signature down to each entry; return what was counted.

    Args:
        path: The pack.
        key: The public key that it must be signed with; any if empty.
        seal: The hash of a seal that must be in it; any if empty.

    Raises:
        Misfit: The first place that does not fit.
    """
    at = path
    try:
        with zipfile.ZipFile(path) as file:
            pack = Pack(file)
            try:
                return pack.check(key, seal)
            finally:
                at = pack.at or path
    except Misfit:
        raise
    except Exception as error:
        # Whoever changed it may have written anything; whatever cannot be read does not fit.
        raise Misfit(f"{at}: cannot be read ({type(error).__name__}: {error})") from None


class Pack:
    """An open pack; `at` is the file that is read."""

    def __init__(self, pack: zipfile.ZipFile) -> None:
        self.pack = pack
        self.at = ""

    def check(self, key: str, seal: str) -> dict[str, int]:
        """Check everything, in the order in which one thing proves the next."""
        manifest = json.loads(self.read("manifest.json"))
        public = manifest["public_key"]
        fits(not key or key == public, "manifest.json", f"is signed with {public}, not with {key}")
        signed("manifest.json", self.read("manifest.json"), self.text("manifest.sig"), public)
        self.check_names(manifest)
        events = self.check_log()
        seals = self.check_seals(public, events)
        fits(
            not seal or seal in {one["seal_hash"] for one in seals},
            "seals/",
            f"hold no seal {seal}: the pack is older, or another one",
        )
        latest = {one["period"]: one for one in seals}
        entries = 0
        for period in manifest["periods"]:
            fits(period in latest, f"entries/{period}.txt", "has no seal")
            entries += self.check_entries(period, json.loads(latest[period]["body"]))
        for one in seals:
            self.check_archive(json.loads(one["body"]), manifest["files"])
        for name, digest in manifest["files"].items():
            if sha256(self.read(name)).hexdigest() != digest:
                self.find_row(name, manifest["periods"])
                raise Misfit(f"{name}: is not what was exported")
        return {"entries": entries, "seals": len(seals), "events": len(events)}

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        self.at = name
        fits(name in self.pack.namelist(), name, "is missing")
        return self.pack.read(name)

    def text(self, name: str) -> str:
        """Return a file as text."""
        return self.read(name).decode("utf-8", "replace")

    def check_names(self, manifest: dict) -> None:
        """Every file is listed once, and every listed file is there."""
        names, listed = self.pack.namelist(), {*manifest["files"], "manifest.json", "manifest.sig"}
        for name in names:
            fits(name in listed, name, "was added: manifest.json does not list it")
            fits(names.count(name) == 1, name, "is there twice")
        for name in sorted(listed):
            fits(name in names, name, "is missing")

    def check_log(self) -> list[list]:
        """The period log is a chain: each event names the hash of the one before."""
        before, events = "", []
        for number, (digest, text) in enumerate(self.lines("log.txt"), start=1):
            event = json.loads(text)
            where = f"log.txt line {number} ({event[2]} {event[1]} by {event[4]})"
            fits(sha256(text).hexdigest() == digest, where, "does not fit its hash")
            fits(event[0] == str(number), where, f"has the number {event[0]}")
            fits(event[10] == before, where, "does not follow on the event before")
            before = digest
            events.append([*event, digest])
        return events

    def check_seals(self, public: str, events: list[list]) -> list[dict]:
        """Seals are numbered, chained, signed, and each is named by the event that closed."""
        names = sorted(name for name in self.pack.namelist() if name.startswith("seals/"))
        heads = {"", *(event[-1] for event in events)}
        closed = {json.loads(event[9])["seal"]: event for event in events if event[2] == "closed"}
        seals, before = [], ""
        for number, name in enumerate(names, start=1):
            seal = json.loads(self.read(name))
            body = json.loads(seal["body"])
            fits(body["seal_no"] == number, name, f"is seal {body['seal_no']}, not {number}")
            fits(
                sha256(seal["body"].encode()).hexdigest() == seal["seal_hash"],
                name,
                "does not fit its hash",
            )
            fits(seal["public_key"] == public, name, "is signed with another key")
            signed(name, seal["body"].encode(), seal["signature"], public)
            fits(body["period"] == seal["period"], name, "is about another month than it says")
            fits(body["previous_seal"] == before, name, "does not follow on the seal before")
            fits(body["log_head"] in heads, name, "stands on a log that log.txt is not")
            fits(seal["seal_hash"] in closed, name, "is not named by any close in log.txt")
            closed.pop(seal["seal_hash"])
            before = seal["seal_hash"]
            seals.append(seal)
        for event in closed.values():
            raise Misfit(f"seals/: the seal of {event[1]} (event {event[0]}) is missing")
        return seals

    def check_entries(self, period: str, body: dict) -> int:
        """Each entry fits its hash, and all of them together the root in the seal."""
        name, before, leaves, count = f"entries/{period}.txt", "", [], 0
        for count, (digest, text) in enumerate(self.lines(name), start=1):
            found = sha256(text).hexdigest()
            if found != digest:
                raise Misfit(f"{name} line {count} ({said(text)}): does not fit its hash")
            if found < before:
                raise Misfit(f"{name} line {count} ({said(text)}): is out of order")
            before = found
            leaves.append(sha256(b"\0" + bytes.fromhex(found)).digest())
        if root(leaves) != body["merkle_root"] or count != body["entries"]:
            self.find_row("ledger.csv", [period])
            raise Misfit(
                f"{name}: {count} entries have the root {root(leaves)}; sealed were "
                f"{body['entries']} with {body['merkle_root']}"
            )
        return count

    def check_archive(self, body: dict, files: dict[str, str]) -> None:
        """Programs, configurations and records of runs are those that the seal names."""
        names = {f"archive/runs/{one['run_no']:06}.json": one["record"] for one in body["runs"]}
        for kind in ("program", "configuration"):
            names[f"archive/{kind}/{body[kind]}.zip"] = body[kind]
        for name, digest in names.items():
            fits(name in files, name, f"is missing: seal {body['seal_no']} stands on it")
            found = sha256(self.read(name)).hexdigest()
            fits(found == digest, name, f"is not what seal {body['seal_no']} stands on")

    def find_row(self, name: str, periods: list[str]) -> None:
        """Name the first row of ledger.csv that is not the sealed entry of the same place."""
        if name != "ledger.csv":
            return
        rows = csv.DictReader(io.StringIO(self.text(name), newline=""))
        for period in periods:
            for number, (digest, text) in enumerate(self.lines(f"entries/{period}.txt"), start=1):
                row = next(rows, None)
                where = f"entries/{period}.txt line {number} ({said(text)})"
                if row is None or row.get("posting_period") != period:
                    raise Misfit(f"{where}: has no row in ledger.csv")
                if row["entry_hash"] != digest:
                    raise Misfit(f"{where}: ledger.csv has {row['posting_key']} in its place")
                for column, value in zip(ENTRY.split(), json.loads(text), strict=True):
                    if (row[column] or None) != (value or None) and column not in LOOSE:
                        raise Misfit(f"ledger.csv, {where}: {column} is {row[column]!r}")

    def lines(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield hash and text of each line of a file."""
        self.at = name
        fits(name in self.pack.namelist(), name, "is missing")
        with self.pack.open(name) as file:
            for line in file:
                digest, _, text = line.rstrip(b"\n").partition(b" ")
                yield digest.decode("ascii", "replace"), text


ENTRY = """
posting_key line_no book account period effective_on currency entity_id party_id customer_id
product_id territory_id dims source_system source_table source_id rule_id package amount
amount_reporting source_hash explain posting_period kind package_version config_hash
"""
LOOSE = {"dims"}


def root(level: list[bytes]) -> str:
    """Return the Merkle root over leaves, as RFC 6962 builds it."""
    if not level:
        return sha256().hexdigest()
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(b"\1" + left + right).digest() for left, right in pairs] + odd
    return level[0].hex()


def said(text: bytes) -> str:
    """Return which posting a line is about."""
    try:
        return str(json.loads(text)[0])
    except ValueError:
        return "unreadable"


def fits(holds: bool, where: str, what: str) -> None:
    """Stop at a place that does not fit."""
    if not holds:
        raise Misfit(f"{where}: {what}")


def signed(where: str, content: bytes, signature: str, public: str) -> None:
    """Stop where a signature is not the key's."""
    try:
        VerifyKey(bytes.fromhex(public)).verify(content, bytes.fromhex(signature))
    except (CryptoError, ValueError, TypeError):
        raise Misfit(f"{where}: the signature does not fit") from None


def main() -> int:
    """Check the pack that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pack")
    parser.add_argument("--key", default="", help="the company's public key")
    parser.add_argument("--seal", default="", help="hash of a seal that must be in the pack")
    asked = parser.parse_args()
    try:
        counted = verify(asked.pack, asked.key, asked.seal)
    except Misfit as misfit:
        sys.stdout.write(f"does not fit: {misfit}\n")
        return 1
    sys.stdout.write("fits: " + ", ".join(f"{n:,} {what}" for what, n in counted.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
