"""Ways to tamper with a pack: each spoils one place and returns what the message has to name."""

import io
import json
import random
import zipfile
from hashlib import sha256
from pathlib import Path

from nacl.signing import SigningKey

Files = dict[str, bytes]


def read_pack(path: Path) -> Files:
    """Return the files of a pack."""
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def write_pack(path: Path, files: Files) -> None:
    """Write files as a pack."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as pack:
        for name, content in files.items():
            pack.writestr(zipfile.ZipInfo(name), content)


def sign(files: Files, key: SigningKey) -> None:
    """List the files as they are now, and sign the list: what a holder of the key could do."""
    manifest = json.loads(files["manifest.json"])
    manifest["public_key"] = key.verify_key.encode().hex()
    manifest["files"] = {
        name: sha256(content).hexdigest()
        for name, content in files.items()
        if not name.startswith("manifest")
    }
    files["manifest.json"] = json.dumps(manifest).encode()
    files["manifest.sig"] = key.sign(files["manifest.json"]).signature.hex().encode()


def flip(files: Files, rng: random.Random) -> str:
    """Flip one bit of any file."""
    name = rng.choice([name for name in files if files[name]])
    content = bytearray(files[name])
    place = rng.randrange(len(content))
    line = content[:place].count(b"\n") + 1
    content[place] ^= 1 << rng.randrange(8)
    files[name] = bytes(content)
    return f"{name} line {line}" if name.startswith(("entries/", "log.txt")) else _said(name)


def truncate(files: Files, rng: random.Random) -> str:
    """Cut any file short."""
    name = rng.choice([name for name in files if files[name]])
    files[name] = files[name][: rng.randrange(len(files[name]))]
    return name.rpartition("/")[0] if name.startswith("entries/") else _said(name)


def drop_file(files: Files, rng: random.Random) -> str:
    """Drop any file."""
    name = rng.choice(list(files))
    files.pop(name)
    return f"{name}: is missing"


def add_file(files: Files, rng: random.Random) -> str:
    """Add a file."""
    files["seals/999999.json"] = files["seals/000001.json"]
    return "seals/999999.json: was added"


def sign_anew(files: Files, rng: random.Random) -> str:
    """Sign the list of files with a key of one's own."""
    sign(files, SigningKey(rng.randbytes(32)))
    return "seals/000001.json: is signed with another key"


def edit_plan(files: Files, rng: random.Random) -> str:
    """Pay another rate in an archived plan."""
    return _edit(files, rng, "configuration", "plans/seller.yml", b"0.05", b"0.50")


def replace_package(files: Files, rng: random.Random) -> str:
    """Put another rule package into the archive."""
    model = "dbt_packages/sales_commission/models/earning.sql"
    return _edit(files, rng, "program", model, b"select", b"select 1, ")


def replace_run(files: Files, rng: random.Random) -> str:
    """Say that a run read other inputs."""
    name = rng.choice([name for name in files if name.startswith("archive/runs/")])
    files[name] = files[name].replace(b'"rows": ', b'"rows": 1', 1)
    return f"{name}: is not what seal"


def drop_seal(files: Files, rng: random.Random) -> str:
    """Drop the last seal."""
    name = max(name for name in files if name.startswith("seals/"))
    files.pop(name)
    return f"{name}: is missing"


def _edit(files: Files, rng: random.Random, kind: str, inner: str, old: bytes, new: bytes) -> str:
    """Replace a text in a file of a zip of the archive."""
    name = rng.choice([name for name in files if name.startswith(f"archive/{kind}/")])
    with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
        held = {one: archive.read(one) for one in archive.namelist()}
    assert old in held[inner]
    held[inner] = held[inner].replace(old, new, 1)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for one, content in held.items():
            archive.writestr(one, content)
    files[name] = buffer.getvalue()
    return f"{name}: is not what seal"


def _said(name: str) -> str:
    """Return how a message names a file; a signature is part of what it signs."""
    return "manifest.json" if name == "manifest.sig" else name


ANYWHERE = (flip, truncate, drop_file, add_file, sign_anew)
"""Found by the signature over the list of files."""
ARCHIVED = (edit_plan, replace_package, replace_run, drop_seal)
"""Found even if that signature is made anew with the company's key."""
