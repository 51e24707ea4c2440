"""The audit pack: it fits as it is exported, and whoever changes it is found."""

import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from audit.verifier import Misfit, verify
from tests.audit.conftest import MONTHS
from tests.audit.story import Story
from tests.audit.tampering import WAYS, read_pack, write_pack

pytestmark = pytest.mark.slow


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
    assert {f"entries/{month}.txt" for month in MONTHS} <= files.keys()
    assert any(name.startswith("compiled/sales_commission/models/") for name in files)
    ran = {json.loads(line)["run"]["runId"] for line in files["lineage.jsonl"].splitlines()}
    assert len(ran) == 2


def tamper(pack: Path, folder: Path, cases: int, seed: int) -> list[str]:
    """Spoil a pack in one place, many times over; return the cases that were not found."""
    original, rng, missed = read_pack(pack), random.Random(seed), []
    spoilt = folder / "spoilt.zip"
    for number in range(cases):
        way = WAYS[number % len(WAYS)]
        files = dict(original)
        place = way(files, rng)
        if files == original:
            continue
        write_pack(spoilt, files)
        try:
            verify(str(spoilt))
        except Misfit:
            continue
        missed.append(f"{number}: {way.__name__} of {place}")
    return missed


def test_tampering_is_found(sealed: Story, tmp_path: Path) -> None:
    assert tamper(sealed.root / "pack.zip", tmp_path, 240, seed=1) == []


@pytest.mark.proof
def test_ten_thousand_cases_of_tampering_are_found(sealed: Story, tmp_path: Path) -> None:
    assert tamper(sealed.root / "pack.zip", tmp_path, 10_000, seed=2) == []


@pytest.mark.parametrize(
    ("way", "named"),
    [
        ("swap", r"(entries/\S+|log\.txt) line \d+ \(.*\): "),
        ("drop", r"(entries/\S+|log\.txt)"),
        ("add", r"(entries/\S+|log\.txt)"),
        ("raise_pay", r"entries/\S+ line \d+ \((seller/sales|payroll)/"),
        ("change_approval", r"seals/\d+\.json: stands on a log that log\.txt is not"),
        ("edit_archive", r"archive/\S+: is not what seal \d stands on"),
        ("drop_seal", r"seals/000002\.json: is missing"),
        ("drop_file", "is missing"),
        ("add_file", "seals/999999.json: was added"),
        ("sign_anew", r"seals/000001.json: is signed with another key"),
    ],
)
def test_the_message_names_the_place(sealed: Story, tmp_path: Path, way: str, named: str) -> None:
    spoil = {one.__name__: one for one in WAYS}[way]
    for seed in range(5):
        files = read_pack(sealed.root / "pack.zip")
        spoil(files, random.Random(seed))
        write_pack(tmp_path / "spoilt.zip", files)
        with pytest.raises(Misfit, match=named):
            verify(str(tmp_path / "spoilt.zip"))
