"""Four components, splits, managers, a draw and clawbacks, beside the script for one component."""

import json
import os
import resource
import statistics
import sys
import tempfile
from pathlib import Path

from bench.calculation import by_hand, connect, prepare, timed

LONG = 1_000_000
PAID = """
select count(*), count(distinct rule_id)
from sales_commission.sales_commission__postings
"""


def measure(deals: int) -> dict[str, float]:
    """Time both, in turn; three times, or once where that alone takes minutes.

    Returns:
        Medians in seconds, their ratio, the peak memory of the process in MiB.

    Raises:
        ValueError: A part of the plan paid nothing; then there is nothing to compare.
    """
    os.environ.setdefault("PERFOS_MEMORY", "4GB")
    rounds = 3 if deals <= LONG else 1
    with tempfile.TemporaryDirectory() as name:
        simple, _ = prepare(Path(name) / "simple", deals, "single")
        state, dbt = prepare(Path(name) / "four", deals, "four")
        package, script = [], []
        for _ in range(rounds):
            package.append(timed(lambda: dbt.run("package:sales_commission")))
            script.append(timed(lambda: by_hand(simple)))
        with connect(state) as connection:
            postings, rules = connection.execute(PAID).fetchone() or (0, 0)
    if rules < 6:
        raise ValueError(f"only {rules} kinds of postings: a part of the plan paid nothing")
    return {
        "deals": deals,
        "postings": postings,
        "package_s": round(statistics.median(package), 2),
        "script_s": round(statistics.median(script), 2),
        "ratio": round(statistics.median(package) / statistics.median(script), 2),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
