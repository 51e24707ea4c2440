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
from audit.pack_files import SEALS, texts, written
from audit.refused import Refused
from audit.store import EPOCH

CHUNK = 1 << 20
FAST = 1
"""Level of compression: twice the size of the best, at a tenth of its time."""


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
        Refused: A month has no seal.
    """
    rows = connection.execute(f"select {', '.join(SEALS)} from ledger.seal order by seal_no")
    seals = [dict(zip(SEALS, row, strict=True)) for row in rows.fetchall()]
    entries = {seal["period"]: json.loads(seal["body"])["entries"] for seal in seals}
    wanted = sorted(set(periods))
    unsealed = [f"{one} has no seal: close it first" for one in wanted if one not in entries]
    if unsealed or not wanted:
        raise Refused("to export", unsealed or ["no month is named"])
    output.parent.mkdir(parents=True, exist_ok=True)
    aside = output.with_name(f".{output.name}.tmp")
    digests: dict[str, str] = {}
    with TemporaryDirectory() as folder, zipfile.ZipFile(aside, "w", compresslevel=FAST) as pack:
        for name, path in written(connection, wanted, Path(folder)):
            digests[name] = _add(pack, name, path)
        for name, content in texts(archive, seals, compiled):
            digests[name] = sha256(content).hexdigest()
            pack.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
        content = _manifest(wanted, key, digests)
        pack.writestr(zipfile.ZipInfo("manifest.json", EPOCH), content, zipfile.ZIP_DEFLATED)
        pack.writestr(zipfile.ZipInfo("manifest.sig", EPOCH), key.sign(content))
    aside.replace(output)
    return {"files": len(digests) + 2, "entries": sum(entries[one] for one in wanted)}


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
    info.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, pack.open(info, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
    path.unlink()
    return digest.hexdigest()
