"""Times the whole run by stage, files to snapshot, in a process of its own; with peak memory."""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from perfos.demo import generate


def measure(deals: int) -> dict[str, object]:
    """Return the stages' seconds and the peak memory (MiB) of one run over `deals` deals."""
    with tempfile.TemporaryDirectory() as folder:
        company = Path(folder) / "company"
        generate(company, deals=deals, seed=7)
        environment = os.environ | {
            "PERFOS_HOME": str(Path(folder) / "home"),
            "DAGSTER_HOME": folder,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.pipeline", str(company)],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
    return {"deals": deals, **json.loads(done.stdout)}


def main(company: Path) -> None:
    """Run the company and print the figures as JSON."""
    from orchestration.run import run_company

    summary = run_company(company, reason="benchmark")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "events": summary.events,
        "earnings": summary.earnings,
        "entries": summary.entries_posted,
        "seconds": round(summary.seconds, 1),
        "stages": {name: round(seconds, 1) for name, seconds in summary.stages.items()},
        "peak_mib": round(peak),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
