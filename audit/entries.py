"""The hashes of entries, as a seal needs them."""

import duckdb


def entry_hashes(connection: duckdb.DuckDBPyConnection, column: str, value: str) -> bytes:
    """Return the hashes of the entries whose column has a value, sorted, 32 bytes each."""
    row = connection.execute(
        "select coalesce(string_agg(entry_hash, '' order by entry_hash), '') "
        f"from ledger.ledger_entries where {column} = ?",
        [value],
    ).fetchone()
    return bytes.fromhex(row[0]) if row else b""


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
