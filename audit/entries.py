"""What proves the entries of a month or of a run: their number, Merkle root and totals."""

from typing import Any

import duckdb
import pyarrow as pa

from audit.merkle import DIGEST_BYTES, merkle_root


def proof_of_entries(
    connection: duckdb.DuckDBPyConnection, column: str, value: str
) -> dict[str, Any]:
    """Return the number of the entries whose column has a value, and the root over their hashes.

    Returns:
        `entries` and `merkle_root`; the hashes are taken in their own order.
    """
    batches = connection.execute(
        f"select unhex(entry_hash) from ledger.ledger_entries where {column} = ? "
        "order by entry_hash",
        [value],
    ).to_arrow_reader()
    entries, root = merkle_root(_digests(batch.column(0)) for batch in batches)
    return {"entries": entries, "merkle_root": root}


def _digests(column: pa.Array) -> bytes:
    """Return the values of a column of hashes, one after the other."""
    begin, end = DIGEST_BYTES * column.offset, DIGEST_BYTES * (column.offset + len(column))
    return bytes(memoryview(column.buffers()[2])[begin:end])


def control_totals(connection: duckdb.DuckDBPyConnection, period: str) -> list[dict[str, str]]:
    """Return what a month's entries come to, by book, account and currency."""
    rows = connection.execute(
        """
        select book, account, currency, count(*), sum(amount), sum(amount_reporting)
        from ledger.ledger_entries
        where posting_period = ?
        group by book, account, currency
        order by book, account, currency
        """,
        [period],
    ).fetchall()
    names = ("book", "account", "currency", "entries", "amount", "amount_reporting")
    return [dict(zip(names, map(str, row), strict=True)) for row in rows]
