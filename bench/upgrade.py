"""An upgrade and its rollback beside plain runs of the same company, in a process of its own."""

import itertools
import json
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.clock import timed
from bench.company import write_company
from orchestration.run import run_company
from orchestration.upgrade_jobs import ROLLBACK, UPGRADE
from orchestration.upgrade_run import run_upgrade
from packages.about import about
from packages.archive import hash_of
from packages.history import record
from packages.lock import Pin, write_lock
from packages.store import install
from packages.tree import read_tree
from packages.upgrade.record import Upgrade
from perfos.paths import state_of
from transform.workspace import RULES

NAME = "sales_commission"
FILE, WORD, SLIP = "models/rated_pay.sql", b"'rounding_mode'", b"\"'half_up'\""
"""The version before has the slip, so that it rounds some amounts the other way."""


def version(number: str, *edits: tuple[str, bytes, bytes]) -> Pin:
    """Install the package of the checkout under another version; return its pin."""
    tree = dict(read_tree(RULES / NAME))
    for file, old, new in (
        ("package.yml", b"version: 1.0.0", f"version: {number}".encode()),
        *edits,
    ):
        if old not in tree[file]:
            raise ValueError(f"{file} does not say {old!r} any more: mend the benchmark")
        tree[file] = tree[file].replace(old, new)
    install(tree, about(tree))
    pin = Pin(NAME, number, hash_of(tree), "bench", "bench")
    record(state_of("bench"), "installed", pin, "for the upgrade")
    return pin


def prepare(folder: Path, deals: int) -> Path:
    """Write a company of `deals` deals with its files, and pin the version before."""
    company = write_company(folder / "company", deals)
    settings = (company / "company.yml").read_text().replace("half_up", "half_even")
    (company / "company.yml").write_text(settings)
    (company / "rules.yml").write_text(f'packages: [{{name: {NAME}, version: ">=1.0"}}]\n')
    (company / "access.yml").write_text("people: {carol: [controller]}\n")
    state = state_of("bench")
    state.folder.mkdir(parents=True, exist_ok=True)
    write_lock(state, {NAME: version("1.0.0", (FILE, WORD, SLIP))})
    version("1.1.0", ("package.yml", b"summary:", b"changes: amounts\nsummary:"))
    return company


def step_seconds(upgrade: Upgrade) -> dict[str, float]:
    """Return what each step of an upgrade took."""
    ends = [(one["step"], datetime.fromisoformat(one["at"])) for one in upgrade.steps]
    pairs = itertools.pairwise(ends)
    return {name: round((end - start).total_seconds(), 1) for (_, start), (name, end) in pairs}


def measure(deals: int) -> dict[str, Any]:
    """Return seconds of plain runs, of the upgrade by step, and of the rollback."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"PERFOS_HOME": f"{name}/home", "DAGSTER_HOME": name}
        company = prepare(Path(name), deals)
        first = timed(lambda: run_company(company))
        plain = timed(lambda: run_company(company, everything=True))
        asked = {"package": NAME, "actor": "ann"}
        upgrades: list[Upgrade] = []

        def upgrade() -> None:
            approved = {**asked, "version": "1.1.0", "approver": "carol"}
            upgrades.append(run_upgrade(company, None, UPGRADE, approved))

        whole = timed(upgrade)
        rollback = timed(lambda: run_upgrade(company, None, ROLLBACK, asked))
    found = upgrades[0].found("compare_postings")
    return {
        "deals": deals,
        "changed": found["changed"],
        "first_run_s": round(first, 1),
        "plain_run_s": round(plain, 1),
        "upgrade_s": round(whole, 1),
        "over_two_plain_runs_s": round(whole - 2 * plain, 1),
        "rollback_s": round(rollback, 1),
        "steps": step_seconds(upgrades[0]),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
