"""The audit pack: one file from which an outsider can check closed months."""

import json
import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from audit.archive import Archive
from audit.keys import Key
from audit.log import read_log
from audit.pack_files import SEALS, texts, written
from audit.refused import Refused
from audit.states import CLOSED, Month, months
from audit.store import EPOCH

CHUNK = 1 << 20
FAST = 1
"""Level of compression: twice the size of the best, at a tenth of its time."""
AS_THEY_ARE = ("entries/", "ledger.parquet")
"""Not compressed: packed already, or what a verifier would spend half of its time on unpacking."""


def export_pack(
    connection: duckdb.DuckDBPyConnection,
    archive: Archive,
    periods: list[str],
    output: Path,
    key: Key,
    compiled: Path,
) -> dict[str, int]:
    """Write the pack of some closed months.

    Args:
        connection: The warehouse; only read.
        archive: The company's archive.
        periods: The months; each has to be sealed.
        output: The zip to write; replaced in one step.
        key: Signs the list of files.
        compiled: Folder of the rules' SQL as it ran.

    Returns:
        How many files and entries are in it.

    Raises:
        Refused: A month is not closed, or none is named.
    """
    rows = connection.execute(f"select {', '.join(SEALS)} from ledger.seal order by seal_no")
    seals = [dict(zip(SEALS, row, strict=True)) for row in rows.fetchall()]
    entries = {seal["period"]: json.loads(seal["body"])["entries"] for seal in seals}
    wanted = _closed(connection, periods)
    output.parent.mkdir(parents=True, exist_ok=True)
    aside = output.with_name(f".{output.name}.tmp")
    digests: dict[str, str] = {}
    with TemporaryDirectory() as folder, zipfile.ZipFile(aside, "w", compresslevel=FAST) as pack:
        for name, path in written(connection, wanted, Path(folder)):
            digests[name] = _add(pack, name, path)
        ended = dict(connection.execute("select run_id, ended_at from ledger.run_end").fetchall())
        for name, content in texts(archive, seals, compiled, ended):
            digests[name] = sha256(content).hexdigest()
            pack.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
        content = _manifest(wanted, key, digests)
        pack.writestr(zipfile.ZipInfo("manifest.json", EPOCH), content, zipfile.ZIP_DEFLATED)
        pack.writestr(zipfile.ZipInfo("manifest.sig", EPOCH), key.sign(content))
    aside.replace(output)
    return {"files": len(digests) + 2, "entries": sum(entries[one] for one in wanted)}


def _closed(connection: duckdb.DuckDBPyConnection, periods: list[str]) -> list[str]:
    """Return the months in order, each once; refuse if one is not closed, or none is named."""
    wanted, found = sorted(set(periods)), months(read_log(connection))
    states = {one: found.get(one, Month()).state for one in wanted}
    unsealed = [one for one in wanted if states[one] not in CLOSED]
    if unsealed or not wanted:
        reasons = [f"{one} is {states[one]}: close it first" for one in unsealed]
        raise Refused("to export", reasons or ["no month is named"])
    return wanted


def _manifest(periods: list[str], key: Key, digests: dict[str, str]) -> bytes:
    """Return the list of all files, which is what is signed."""
    manifest = {
        "format": "perfos-pack-1",
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "periods": periods,
        "public_key": key.public,
        "files": dict(sorted(digests.items())),
    }
    return (json.dumps(manifest, indent=1) + "\n").encode()


def _add(pack: zipfile.ZipFile, name: str, path: Path) -> str:
    """Add a file and return the sha256 of its bytes."""
    digest = sha256()
    info = zipfile.ZipInfo(name, EPOCH)
    packed = not name.startswith(AS_THEY_ARE)
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with path.open("rb") as source, pack.open(info, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
    path.unlink()
    return digest.hexdigest()
