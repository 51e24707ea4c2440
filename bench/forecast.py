"""How far forecasts were off, method by method, over the last quarters of a demo company.

`python -m bench.forecast 20000` draws so many deals over five years and prints a table.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from bench.inputs import HERE
from packages.trial.bench import Bench, make_table
from perfos.demo import write_configuration
from perfos.demo.records import write_records
from perfos.learning import learn
from transform.workspace import RULES, RulePackage

NAME = "sales_forecast"
FIRST_DAY = date(2021, 10, 1)
LESSONS = f"+{NAME}.training,package:revops_metrics +{NAME}.training,package:{NAME}"
ERRORS = f"""
with scored as (
    select horizon, method, abs(bias) as error, bias
    from {NAME}.score
    where level = 'company'
        and quarter in (
            select distinct quarter from {NAME}.score order by quarter desc limit $quarters
        )
)

select
    horizon, method, count(*) as quarters, round(100 * avg(error), 1) as error,
    round(100 * avg(bias), 1) as bias
from scored
group by horizon, method
order by horizon, method
"""


def calculate(place: Path, deals: int, seed: int = 7) -> Bench:
    """Return the package calculated over the records of a demo company of five years."""
    folder = place / "company"
    folder.mkdir()
    write_configuration(folder, deals, seed)
    write_records(folder, deals, seed, 0, lambda _: None, FIRST_DAY)
    metrics = RulePackage("revops_metrics", "1.0.0", RULES / "revops_metrics")
    bench = Bench(place / "bench", RulePackage(NAME, "1.0.0", RULES / NAME), [metrics])
    text = (HERE / "forecast.sql").read_text().replace("$data", f"{folder}/data")
    with bench.connect() as connection:
        connection.execute("create schema control; create schema core")
        for relation, columns in bench.tables.values():
            connection.execute(f"create schema if not exists {relation.split('.')[0]}")
            make_table(connection, relation.replace("core.learned", "control.learned"), columns, ())
        connection.execute(text.replace("$folder", str(folder)))
    bench.dbt.run(LESSONS)
    with bench.connect() as connection:
        learn(connection, NAME, f"{NAME}.training")
    bench.dbt.run(f"package:{NAME}")
    return bench


def errors(bench: Bench, quarters: int = 8) -> list[tuple[int, str, int, float, float]]:
    """Return horizon, method, quarters, and mean error and bias in percent of what was won."""
    with bench.connect() as connection:
        return connection.execute(ERRORS, {"quarters": quarters}).fetchall()


def as_table(rows: list[tuple[int, str, int, float, float]]) -> str:
    """Return mean errors and biases as a table: a line for each method, a column per horizon."""
    horizons = sorted({row[0] for row in rows})
    lines = [
        f"| mean error (bias) | {' | '.join(f'{one} months' for one in horizons)} |",
        f"|---|{'---:|' * len(horizons)}",
    ]
    for method in sorted({row[1] for row in rows}, key=lambda one: (one == "blend", one)):
        of = {row[0]: f"{row[3]:.1f} % ({row[4]:+.1f})" for row in rows if row[1] == method}
        lines.append(f"| {method} | {' | '.join(of.get(one, '') for one in horizons)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(as_table(errors(calculate(Path(folder), int(sys.argv[1])))))
