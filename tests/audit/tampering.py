"""Ways to tamper with a pack: each takes its files and a source of chance, and spoils one place."""

import json
import random
import zipfile
from collections.abc import Callable
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


def flip(files: Files, rng: random.Random) -> str:
    """Flip one bit of any file."""
    name = rng.choice([name for name in files if files[name]])
    content = bytearray(files[name])
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    files[name] = bytes(content)
    return name


def _lines(files: Files, rng: random.Random, change: Callable[[list[bytes]], None]) -> str:
    name = rng.choice([name for name in files if name.startswith("entries/")] + ["log.txt"])
    lines = files[name].splitlines(keepends=True)
    change(lines)
    files[name] = b"".join(lines)
    return name


def swap(files: Files, rng: random.Random) -> str:
    """Swap two entries, or two events."""

    def change(lines: list[bytes]) -> None:
        one, other = rng.sample(range(len(lines)), 2)
        lines[one], lines[other] = lines[other], lines[one]

    return _lines(files, rng, change)


def drop(files: Files, rng: random.Random) -> str:
    """Drop an entry, or an event."""
    return _lines(files, rng, lambda lines: lines.pop(rng.randrange(len(lines))) and None)


def add(files: Files, rng: random.Random) -> str:
    """Write an entry, or an event, a second time."""

    def change(lines: list[bytes]) -> None:
        place = rng.randrange(len(lines))
        lines.insert(place, lines[place])

    return _lines(files, rng, change)


def truncate(files: Files, rng: random.Random) -> str:
    """Cut any file short."""
    name = rng.choice([name for name in files if files[name]])
    files[name] = files[name][: rng.randrange(len(files[name]))]
    return name


def raise_pay(files: Files, rng: random.Random) -> str:
    """Change an amount in an entry, and make the line fit its hash again."""
    name = rng.choice([name for name in files if name.startswith("entries/")])
    lines = files[name].splitlines()
    place = rng.randrange(len(lines))
    fields = json.loads(lines[place].partition(b" ")[2])
    fields[18] = f"{rng.randrange(1, 99999)}.000000"
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    lines[place] = sha256(text).hexdigest().encode() + b" " + text
    files[name] = b"\n".join(sorted(lines)) + b"\n"
    return name


def change_approval(files: Files, rng: random.Random) -> str:
    """Put another name under an approval, and chain the rest of the log anew."""
    events = [json.loads(line.partition(b" ")[2]) for line in files["log.txt"].splitlines()]
    event = rng.choice([event for event in events if event[2] in ("approved", "submitted")])
    event[4], before, lines = rng.choice(["mallory", "kim"]), "", []
    for one in events:
        one[10] = before
        text = json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode()
        before = sha256(text).hexdigest()
        lines.append(before.encode() + b" " + text + b"\n")
    files["log.txt"] = b"".join(lines)
    return "seals/"


def edit_archive(files: Files, rng: random.Random) -> str:
    """Put another plan, rule package or record of a run into the archive."""
    name = rng.choice([name for name in files if name.startswith("archive/")])
    files[name] += b" "
    return name


def drop_seal(files: Files, rng: random.Random) -> str:
    """Drop the last seal."""
    files.pop(max(name for name in files if name.startswith("seals/")))
    return "seals/"


def drop_file(files: Files, rng: random.Random) -> str:
    """Drop any file."""
    name = rng.choice(list(files))
    files.pop(name)
    return name


def add_file(files: Files, rng: random.Random) -> str:
    """Add a file."""
    files["seals/999999.json"] = files["seals/000001.json"]
    return "seals/999999.json"


def sign_anew(files: Files, rng: random.Random) -> str:
    """Change the list of files, and sign it with a key of one's own."""
    key = SigningKey(rng.randbytes(32))
    manifest = json.loads(files["manifest.json"])
    manifest["public_key"] = key.verify_key.encode().hex()
    files["manifest.json"] = json.dumps(manifest).encode()
    files["manifest.sig"] = key.sign(files["manifest.json"]).signature.hex().encode()
    return "seals/000001.json"


WAYS = (
    flip, swap, drop, add, truncate, raise_pay, change_approval, edit_archive, drop_seal,
    drop_file, add_file, sign_anew,
)  # fmt: skip
