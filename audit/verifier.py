"""Checks an audit pack without trusting who made it.

    python verify.py PACK.zip [--key PUBLIC_KEY] [--seal HASH] [--rows]

It needs Python 3.11 or newer and PyNaCl, and reads nothing but the pack. It ends with 0 when
everything fits, and with 1 and the first place that does not fit otherwise. `--key` is the
company's public key and `--seal` the hash of its last seal, as you were given them on another way
than with the pack: without them a holder of the company's key could have made another pack.
`--rows` compares each row of ledger.csv with the sealed entry as well.
"""

import argparse
import csv
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from itertools import repeat
from typing import NamedTuple

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

LINES = 1 << 16
"""Entries in a file of a month, but for its last: a power of two, so that roots of files add up."""
LARGE = 1 << 22
"""Bytes from which on a file is worth a process of its own."""


class Misfit(Exception):
    """Something in the pack does not fit; the message names the place."""


class Measured(NamedTuple):
    """What a file of the pack was found to be; the last four are about entries."""

    digest: str
    entries: int = 0
    root: bytes = b""
    first: bytes = b""
    last: bytes = b""


def verify(path: str, key: str = "", seal: str = "", rows: bool = False) -> dict[str, int]:
    """Check a pack from its signature down to each entry; return what was counted.

    Args:
        path: The pack.
        key: The public key that it must be signed with; any if empty.
        seal: The hash of a seal that must be in it; any if empty.
        rows: Whether to compare ledger.csv with the entries as well.

    Raises:
        Misfit: The first place that does not fit.
    """
    at = path
    try:
        with zipfile.ZipFile(path) as file:
            pack = Pack(path, file)
            try:
                return pack.check(key, seal, rows)
            finally:
                at = pack.at or path
    except Misfit:
        raise
    except Exception as error:
        # Whoever changed it may have written anything; whatever cannot be read does not fit.
        raise Misfit(f"{at}: cannot be read ({type(error).__name__}: {error})") from None


class Pack:
    """An open pack; `at` is the file that is read."""

    def __init__(self, path: str, pack: zipfile.ZipFile) -> None:
        self.path = path
        self.pack = pack
        self.at = ""

    def check(self, key: str, seal: str, rows: bool) -> dict[str, int]:
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
        latest = {one["period"]: json.loads(one["body"]) for one in seals}
        periods, files = manifest["periods"], manifest["files"]
        for period in periods:
            fits(period in latest, f"entries/{period}/", "has no seal")
        measured = self.measure(sorted(files, key=lambda name: (name[:8] != "entries/", name)))
        entries = sum(self.check_entries(one, latest[one], measured) for one in periods)
        for one in seals:
            self.check_archive(json.loads(one["body"]), measured)
        for name, digest in files.items():
            if measured[name].digest != digest:
                self.check_rows(periods if name == "ledger.csv" else [])
                raise Misfit(f"{name}: is not what was exported")
        if rows:
            self.check_rows(periods)
        return {"entries": entries, "seals": len(seals), "events": len(events)}

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        self.at = name
        fits(name in self.pack.namelist(), name, "is missing")
        return self.pack.read(name)

    def text(self, name: str) -> str:
        """Return a file as text."""
        return self.read(name).decode("utf-8", "replace")

    def measure(self, names: list[str]) -> dict[str, Measured]:
        """Read every file once, large ones in processes beside each other."""
        large = [name for name in names if self.pack.getinfo(name).file_size >= LARGE]
        tasks = [[name] for name in large] + [[name for name in names if name not in {*large}]]
        if len(tasks) == 1:
            return measure(self.path, names)
        with ProcessPoolExecutor() as pool:
            found = pool.map(measure, repeat(self.path), tasks)
            return {name: one for part in found for name, one in part.items()}

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
            where = f"log.txt line {number}"
            fits(sha256(text).hexdigest() == digest, where, "does not fit its hash")
            event = json.loads(text)
            where += f" ({event[2]} {event[1]} by {event[4]})"
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
        for seal_hash, event in closed.items():
            name = f"seals/{json.loads(event[9])['seal_no']:06}.json"
            raise Misfit(f"{name}: is missing: event {event[0]} closes {event[1]} by {seal_hash}")
        return seals

    def check_entries(self, period: str, body: dict, measured: dict[str, Measured]) -> int:
        """All entries of a month together have the root in its seal."""
        names = self.entry_files(period)
        parts = [measured[name] for name in names]
        for name, part, after in zip(names, parts, parts[1:], strict=False):
            fits(part.entries == LINES, name, f"holds {part.entries} entries, not {LINES}")
            fits(part.last <= after.first, name, "ends with an entry that is out of order")
        count, found = sum(part.entries for part in parts), root([part.root for part in parts])
        if found.hex() != body["merkle_root"] or count != body["entries"]:
            self.check_rows([period])
            raise Misfit(
                f"entries/{period}/: {count} entries have the root {found.hex()}; sealed were "
                f"{body['entries']} with {body['merkle_root']}"
            )
        return count

    def check_archive(self, body: dict, measured: dict[str, Measured]) -> None:
        """Programs, configurations and records of runs are those that the seal names."""
        names = {f"archive/runs/{one['run_no']:06}.json": one["record"] for one in body["runs"]}
        for kind in ("program", "configuration"):
            names[f"archive/{kind}/{body[kind]}.zip"] = body[kind]
        for name, digest in names.items():
            fits(name in measured, name, f"is missing: seal {body['seal_no']} stands on it")
            fits(
                measured[name].digest == digest,
                name,
                f"is not what seal {body['seal_no']} stands on",
            )

    def check_rows(self, periods: list[str]) -> None:
        """Each row of ledger.csv says what the sealed entry in the same place says."""
        rows = csv.DictReader(io.TextIOWrapper(io.BytesIO(self.read("ledger.csv")), "utf-8"))
        wanted = (row for row in rows if row["posting_period"] in periods)
        for name in (name for period in periods for name in self.entry_files(period)):
            for number, (digest, text) in enumerate(self.lines(name), start=1):
                row, where = next(wanted, {}), f"{name} line {number} ({said(text)})"
                fits(bool(row), where, "has no row in ledger.csv")
                if row["entry_hash"] != digest:
                    raise Misfit(f"{where}: ledger.csv has {row['posting_key']} in its place")
                for column, value in zip(ENTRY.split(), json.loads(text), strict=True):
                    if (row.get(column, value) or None) != (value or None) and column not in LOOSE:
                        raise Misfit(f"{where}: ledger.csv has {row[column]!r} as {column}")
        for over in wanted:
            where = f"entries/{over['posting_period']}/"
            raise Misfit(f"{where}: has no entry for {over['posting_key']} in ledger.csv")

    def entry_files(self, period: str) -> list[str]:
        """Return the files with the entries of a month, in order."""
        names = sorted(n for n in self.pack.namelist() if n.startswith(f"entries/{period}/"))
        fits(bool(names), f"entries/{period}/", "is missing")
        return names

    def lines(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield hash and text of each line of a file."""
        for line in split(name, self.read(name)):
            digest, _, text = line.partition(b" ")
            yield digest.decode("ascii", "replace"), text


def measure(path: str, names: list[str]) -> dict[str, Measured]:
    """Hash some files of a pack; in those of entries, each line has to fit its hash."""
    found = {}
    with zipfile.ZipFile(path) as pack:
        for name in names:
            try:
                if name.startswith("entries/"):
                    found[name] = measure_entries(name, pack.read(name))
                else:
                    digest = sha256()
                    with pack.open(name) as file:
                        while piece := file.read(LARGE):
                            digest.update(piece)
                    found[name] = Measured(digest.hexdigest())
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
                raise Misfit(f"{name}: cannot be read ({error})") from None
    return found


def measure_entries(name: str, content: bytes) -> Measured:
    """Hash a file of entries: as a whole, line by line, and to the root over its lines."""
    lines = split(name, content)
    digests = [sha256(line[65:]).digest() for line in lines]
    given = b"".join([line[:65] for line in lines])
    hashed = b"".join(digests).hex(" ", 32) + " " if digests else ""
    if hashed.encode() != given or digests != sorted(digests):
        find_line(name, lines)
    leaves = [sha256(b"\0" + one).digest() for one in digests]
    ends = (digests[0], digests[-1]) if digests else (b"", b"")
    return Measured(sha256(content).hexdigest(), len(lines), root(leaves), *ends)


def split(name: str, content: bytes) -> list[bytes]:
    """Return the lines of a file, each of which has an end."""
    lines = content.split(b"\n")
    fits(lines.pop() == b"", f"{name} line {len(lines) + 1}", "is cut short")
    return lines


def find_line(name: str, lines: list[bytes]) -> None:
    """Name the first line that does not fit its hash, or follows on a greater one."""
    before = ""
    for number, line in enumerate(lines, start=1):
        found, where = sha256(line[65:]).hexdigest(), f"{name} line {number} ({said(line[65:])})"
        fits(line[:65] == f"{found} ".encode(), where, "does not fit its hash")
        fits(found >= before, where, "is out of order")
        before = found


ENTRY = """
posting_key line_no book account period effective_on currency entity_id party_id customer_id
product_id territory_id dims source_system source_table source_id rule_id package amount
amount_reporting source_hash explain posting_period kind package_version config_hash
"""
LOOSE = {"dims"}


def root(level: list[bytes]) -> bytes:
    """Return the Merkle root over leaves, as RFC 6962 builds it."""
    if not level:
        return sha256().digest()
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(b"\1" + left + right).digest() for left, right in pairs] + odd
    return level[0]


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
    fits(signature == signature.lower(), where, "the signature is not in small letters")
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
    parser.add_argument("--rows", action="store_true", help="compare ledger.csv row by row, too")
    asked = parser.parse_args()
    try:
        counted = verify(asked.pack, asked.key, asked.seal, asked.rows)
    except Misfit as misfit:
        sys.stdout.write(f"does not fit: {misfit}\n")
        return 1
    sys.stdout.write("fits: " + ", ".join(f"{n:,} {what}" for what, n in counted.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
