"""Closes one month of many entries, exports its audit pack and verifies it, by step."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.clock import timed
from bench.company import write_company

PERIOD = "2025-01"
PACK = "pack.zip"
ACCESS = "people:\n  pat: [preparer]\n  alex: [approver]\n  casey: [controller]\n"
ONE_MONTH = f"update raw.crm__deals set closed_on = date '{PERIOD}-01' + cast(_row % 31 as integer)"
"""All deals fall into one month; each makes two entries."""


def measure(entries: int) -> dict[str, float]:
    """Return the seconds of each step with a month of about `entries` entries."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        company = write_company(folder / "company", entries // 2, ONE_MONTH)
        (company / "access.yml").write_text(ACCESS)
        environment = os.environ | {
            "PERFOS_HOME": str(folder / "home"),
            "PERFOS_KEYS": str(folder / "keys"),
            "DAGSTER_HOME": name,
        }
        figures = {}
        for part in ("calculate", "close", "export", "verify"):
            command = [sys.executable, "-m", "bench.close", part, str(company)]
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
            figures |= json.loads(done.stdout)
    figures["deals"] = entries
    figures["verified_per_s"] = round(figures["entries"] / figures["verify_s"])
    return figures


def calculate(company: Path) -> dict[str, float]:
    """Run the company, and take the month to where it can be closed."""
    from audit.keys import create_key
    from orchestration.period_run import run_step
    from orchestration.run import run_company

    create_key("bench")
    summary = run_company(company, reason="benchmark")
    for step, actor in (("submit", "pat"), ("approve", "alex")):
        run_step(company, None, step, {"period": PERIOD, "actor": actor, "reason": ""})
    return {"entries": summary.entries_posted, "calculate_s": round(summary.seconds, 1)}


def close(company: Path) -> dict[str, float]:
    """Close the month: archive what it was made of, seal it, publish."""
    from orchestration.period_run import run_step
    from perfos.paths import state_of

    # The run has kept its inputs already; here the close has to, as after a kill.
    shutil.rmtree(state_of("bench").archive / "runs")
    asked = {"period": PERIOD, "actor": "casey", "reason": ""}
    return {
        "close_s": round(timed(lambda: run_step(company, None, "close", asked)), 2),
        **peak("close"),
    }


def export(company: Path) -> dict[str, float]:
    """Write the audit pack."""
    from orchestration.audit_jobs import build_export_job
    from orchestration.location import load_location
    from orchestration.period_run import run_job

    location = load_location(company)
    asked = {"periods": [PERIOD], "output": str(company / PACK)}
    seconds = round(timed(lambda: run_job(location, build_export_job(location), asked)), 2)
    return {"export_s": seconds, "pack_mib": round((company / PACK).stat().st_size / 2**20)}


def verify(company: Path) -> dict[str, float]:
    """Verify the pack, as the file in it does."""
    from audit.verifier import verify as check

    return {"verify_s": round(timed(lambda: check(str(company / PACK))), 2), **peak("verify")}


def peak(name: str) -> dict[str, float]:
    """Return the most memory that this process has taken, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {f"{name}_peak_mib": round(most)}


if __name__ == "__main__":
    part = {"calculate": calculate, "close": close, "export": export, "verify": verify}
    if sys.argv[1] in part:
        print(json.dumps(part[sys.argv[1]](Path(sys.argv[2]))))
    else:
        print(json.dumps(measure(int(sys.argv[1]))))
