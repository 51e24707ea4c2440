"""Metrics of 36 months, from deals with eight changes each: `python -m bench.metrics 1000000`."""

import json
import sys
import tempfile
from pathlib import Path

from bench.clock import cpu, timed
from bench.inputs import HERE
from packages.trial.bench import Bench, make_table
from transform.workspace import RULES, RulePackage

NAME = "revops_metrics"
COUNTED = f"""
select
    (select count(*) from core.opportunity_change),
    (select count(distinct period) from {NAME}.month),
    (select count(distinct (metric, variant)) from {NAME}.metric),
    (select count(*) from {NAME}.metric)
"""


def measure(deals: int) -> dict[str, float]:
    """Time the package on so many deals.

    Returns:
        Seconds in all, of busy cores, and of the slowest models; rows; the peak memory of the
        process in MiB.
    """
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), RulePackage(NAME, "1.0.0", RULES / NAME))
        with bench.connect() as connection:
            for relation, columns in bench.tables.values():
                connection.execute(f"create schema if not exists {relation.split('.')[0]}")
                make_table(connection, relation, columns, ())
            connection.execute((HERE / "metrics.sql").read_text().replace("$deals", str(deals)))
        results: list = []
        before = cpu()
        seconds = timed(lambda: results.extend(bench.dbt.run(f"package:{NAME}")))
        spent = cpu() - before
        with bench.connect() as connection:
            ((changes, months, variants, values),) = connection.execute(COUNTED).fetchall()
    slowest = sorted(results, key=lambda one: one.seconds, reverse=True)[:5]
    return {
        "deals": deals,
        "changes": changes,
        "months": months,
        "variants": variants,
        "values": values,
        "seconds": round(seconds, 1),
        "cpu_s": round(spent, 1),
        **{f"{one.unique_id.split('.')[-1]}_s": round(one.seconds, 1) for one in slowest},
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
