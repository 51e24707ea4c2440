"""Which runs' entries have passed what is asked of each, as long as nothing changed any of them."""

from collections.abc import Mapping
from typing import Any

import duckdb

from transform.standing.prints import Print, digest

ENTRIES = "model.performance_os.ledger_entries"
UNPROVEN = "model.performance_os.unproven_entry"
THERE = "select 1 from duckdb_tables() where schema_name = 'ledger' and table_name = 'proven'"


def proof_of(nodes: Mapping[str, Any], prints: Mapping[str, Print], rows: Mapping[str, str]) -> str:
    """Return a hash over the rows of the ledger and over all that is asked of its entries.

    Args:
        nodes: The nodes of dbt's manifest.
        prints: The print of each.
        rows: Hashes of the rows that stand, by the id of their model.
    """
    asked = [name for name, node in nodes.items() if UNPROVEN in node["depends_on"]["nodes"]]
    return digest(rows.get(ENTRIES, ""), *(prints[name].shape for name in sorted(asked)))


def doubt(connection: duckdb.DuckDBPyConnection, proof: str) -> None:
    """Before anything is posted, forget what was proven, unless it was proven of just this."""
    if connection.execute(THERE).fetchone():
        connection.execute("delete from ledger.proven where proof <> ?", [proof])


def prove(connection: duckdb.DuckDBPyConnection, proof: str) -> None:
    """Note that all entries that stand now have passed."""
    connection.begin()
    connection.execute("delete from ledger.proven")
    connection.execute(
        "insert into ledger.proven select distinct run_id, ? from ledger.ledger_entries", [proof]
    )
    connection.commit()


def forget_proofs(connection: duckdb.DuckDBPyConnection) -> None:
    """Have all entries asked again."""
    if connection.execute(THERE).fetchone():
        connection.execute("delete from ledger.proven")
