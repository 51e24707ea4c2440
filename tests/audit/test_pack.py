"""The audit pack: it fits as it is exported, and whoever changes it is found."""

import csv
import json
import random
import subprocess
import sys
import zipfile
from datetime import datetime
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from nacl.signing import SigningKey

from audit.verifier import Misfit, verify
from tests.audit.conftest import MONTHS
from tests.audit.story import Story
from tests.audit.tampering import ANYWHERE, ARCHIVED, read_pack, sign, write_pack
from tests.audit.tampering_lines import SEALED as LINES

pytestmark = pytest.mark.slow
SEALED = (*LINES, *ARCHIVED)
WAYS = (*ANYWHERE, *SEALED)


def test_the_pack_fits_and_the_file_in_it_says_the_same(sealed: Story, tmp_path: Path) -> None:
    pack = sealed.root / "pack.zip"
    counted = verify(str(pack))
    assert (counted["seals"], counted["events"] > 9, counted["entries"] > 40) == (2, True, True)

    with zipfile.ZipFile(pack) as files:
        (tmp_path / "verify.py").write_bytes(files.read("verify.py"))
        key = json.loads(files.read("manifest.json"))["public_key"]
        seal = json.loads(files.read("seals/000002.json"))["seal_hash"]
    alone = [sys.executable, "-I", str(tmp_path / "verify.py"), str(pack)]
    said = subprocess.run([*alone, "--key", key, "--seal", seal], capture_output=True, text=True)
    assert (said.returncode, said.stdout) == (
        0,
        "fits: " + ", ".join(f"{count:,} {what}" for what, count in counted.items()) + "\n",
    )
    other = subprocess.run([*alone, "--seal", "0" * 64], capture_output=True, text=True)
    assert (other.returncode, "hold no seal" in other.stdout) == (1, True)


def test_the_pack_holds_what_an_auditor_asks_for(sealed: Story) -> None:
    files = read_pack(sealed.root / "pack.zip")
    for name in ("README.md", "ledger.csv", "ledger.parquet", "statements.csv", "approvals.csv"):
        assert files[name]
    for name in ("checks.csv", "reconciliation.csv", "runs.csv", "lineage.jsonl"):
        assert files[name].count(b"\n") > 1
    assert {f"entries/{month}/0001.txt" for month in MONTHS} <= files.keys()
    assert any(name.startswith("compiled/sales_commission/models/") for name in files)


def test_the_lineage_is_openlineage(sealed: Story) -> None:
    files = read_pack(sealed.root / "pack.zip")
    runs = list(csv.DictReader(files["runs.csv"].decode().splitlines()))
    events = [json.loads(line) for line in files["lineage.jsonl"].splitlines()]
    assert [(one["eventType"], one["run"]["runId"]) for one in events] == [
        (kind, str(UUID(run["run_id"]))) for run in runs for kind in ("START", "COMPLETE")
    ]
    held = {name for name in files if name.startswith("archive/runs/")}
    assert len(held) == len(runs) == 2
    for event, record in zip(
        events[::2], (json.loads(files[one]) for one in sorted(held)), strict=True
    ):
        assert datetime.fromisoformat(event["eventTime"]).tzinfo
        inputs = {
            one["name"]: one["facets"]["version"]["datasetVersion"] for one in event["inputs"]
        }
        assert inputs == {name: table["object"] for name, table in record["tables"].items()}
        (posted,) = event["outputs"]
        assert posted["outputFacets"]["outputStatistics"]["rowCount"] == record["posted"]["entries"]


def tamper(story: Story, folder: Path, cases: int, seed: int) -> list[str]:
    """Spoil a pack in one place, many times over; return what was not found, or not named.

    What a seal stands on is spoilt with the list of files signed anew in every second case. Of the
    hundreds of compiled files some are enough.
    """
    original, rng, missed = read_pack(story.root / "pack.zip"), random.Random(seed), []
    for name in sorted(name for name in original if name.startswith("compiled/"))[5:]:
        del original[name]
    key = SigningKey(bytes.fromhex((story.root / "keys" / "small.key").read_text().strip()))
    sign(original, key)
    ways = [*product(WAYS, [False]), *product(SEALED, [True])]
    spoilt = folder / "spoilt.zip"
    for number in range(cases):
        way, is_signed = ways[number % len(ways)]
        files = dict(original)
        place = way(files, rng)
        assert files != original
        if is_signed:
            sign(files, key)
        write_pack(spoilt, files)
        try:
            verify(str(spoilt))
            said = "it fits"
        except Misfit as misfit:
            said = str(misfit)
        if place not in said:
            missed.append(f"{number}: {way.__name__} of {place!r}: {said}")
    return missed


def test_tampering_is_found_where_it_is(sealed: Story, tmp_path: Path) -> None:
    assert tamper(sealed, tmp_path, 300, seed=1) == []


@pytest.mark.proof
def test_ten_thousand_cases_of_tampering_are_found(sealed: Story, tmp_path: Path) -> None:
    assert tamper(sealed, tmp_path, 10_000, seed=2) == []


def test_a_flipped_bit_of_the_zip_is_found_or_changes_no_file(
    sealed: Story, tmp_path: Path
) -> None:
    original, rng = (sealed.root / "pack.zip").read_bytes(), random.Random(3)
    files, spoilt = read_pack(sealed.root / "pack.zip"), tmp_path / "spoilt.zip"
    found = 0
    for _ in range(60):
        content = bytearray(original)
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        spoilt.write_bytes(content)
        try:
            verify(str(spoilt))
        except Misfit:
            found += 1
        else:
            assert read_pack(spoilt) == files
    assert found > 30


def test_a_row_that_says_something_else_is_found_if_asked_for(
    sealed: Story, tmp_path: Path
) -> None:
    files = read_pack(sealed.root / "pack.zip")
    files["ledger.csv"] = files["ledger.csv"].replace(b",ann,", b",bob,", 1)
    sign(files, SigningKey(bytes.fromhex((sealed.root / "keys" / "small.key").read_text().strip())))
    write_pack(tmp_path / "spoilt.zip", files)
    with pytest.raises(Misfit, match=r"line \d+ \(seller/.*: ledger.csv has 'bob' as party_id"):
        verify(str(tmp_path / "spoilt.zip"), rows=True)
    assert verify(str(sealed.root / "pack.zip"), rows=True)["seals"] == 2
