"""Four components, splits, managers, a draw and clawbacks, beside the script for two of them."""

import json
import sys
import tempfile
from pathlib import Path

from bench.clock import in_rounds
from bench.contest import statement
from bench.inputs import HERE, connect, prepare

PAID = """
select count(*), count(distinct rule_id)
from sales_commission.sales_commission__postings
"""


def measure(deals: int) -> dict[str, float]:
    """Time both, one after the other.

    Returns:
        Medians in seconds and their ratio.

    Raises:
        ValueError: A part of the plan paid nothing; then there is nothing to compare.
    """
    with tempfile.TemporaryDirectory() as name:
        simple, four = Path(name) / "team", Path(name) / "four"
        prepare(simple, deals, "team")
        state, dbt = prepare(four, deals, "four")
        package = in_rounds(lambda: dbt.run("package:sales_commission"))
        script = statement(simple, (HERE / "rivals" / "script.sql").read_text())
        with connect(state) as connection:
            postings, rules = connection.execute(PAID).fetchone() or (0, 0)
    if rules < 6:
        raise ValueError(f"only {rules} kinds of postings: a part of the plan paid nothing")
    return {
        "deals": deals,
        "postings": postings,
        **{f"package_{key}": value for key, value in package.items()},
        **{f"script_{key}": value for key, value in script.items()},
        "ratio": round(package["seconds"] / script["seconds"], 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
