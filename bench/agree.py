"""Whether a contestant's postings are the package's: a benchmark of other results says nothing."""

import json
import sys
from decimal import Decimal
from pathlib import Path

import duckdb

from bench.contest import LIMITS
from bench.inputs import connect
from perfos.paths import State

PACKAGE = "sales_commission.sales_commission__postings"
KEY = """
    posting_key, period, effective_on, cast(amount as decimal(28, 6)) as amount, party_id,
    customer_id, product_id, source_system, source_table, source_id, source_hash, rule_id
"""
FINGERPRINT = "select count(*), sum(hash(one)::hugeint) from ({}) as one"
OWED = """
    select owner_id, cast(sum(price) as decimal(28, 4)) * cast(0.05 as decimal(4, 2))
    from read_csv('{}', types = {{'price': 'decimal(28, 4)'}}) group by all
"""


def fingerprint(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, int]:
    """Return how many rows a query has and the sum of their hashes, whatever their order."""
    return connection.execute(FINGERPRINT.format(query)).fetchone() or (0, 0)


def agree(name: str, folder: Path) -> int:
    """Return how many postings a contestant has.

    The script is compared in every column of both lines of a posting, the others in the columns
    that they write: keys, days, people, source and the amount to the cent.

    Raises:
        ValueError: They are not the package's.
    """
    if name == "tryton":
        return _tryton(folder)
    with connect(State(folder / "state")) as connection:
        if name in ("package", "script", *LIMITS):
            queries = [f"from {PACKAGE}", "from bench.script_postings"]
            if name == "package":
                queries[1] = queries[0]
        else:
            (output,) = folder.glob(f"{name}.*")
            queries = [
                f"select {KEY} from {PACKAGE} where line_no = 1",
                f"select {KEY} from {_read(output)}",
            ]
        expected, found = (fingerprint(connection, query) for query in queries)
    if found != expected or found[0] == 0:
        raise ValueError(f"{name}: {found[0]} postings, the package has {expected[0]}, or others")
    return found[0] if queries[0] == f"from {PACKAGE}" else 2 * found[0]


def _read(output: Path) -> str:
    if output.suffix == ".parquet":
        return f"'{output}'"
    return f"read_csv('{output}', types = {{'amount': 'decimal(28, 6)'}})"


def _tryton(folder: Path) -> int:
    """Compare what Tryton pays each seller with the flat rate that it was given."""
    answer = json.loads((folder / "tryton.json").read_text())
    with duckdb.connect() as connection:
        owed = connection.execute(OWED.format(folder / "inputs" / "few.csv")).fetchall()
    expected = dict(owed)
    found = {name: Decimal(total) for name, total in answer["totals"].items()}
    if found != expected or not found:
        raise ValueError("tryton: pays somebody something else than 5 %")
    return answer["commissions"]


if __name__ == "__main__":
    print(json.dumps({"postings": agree(sys.argv[1], Path(sys.argv[2]))}))
