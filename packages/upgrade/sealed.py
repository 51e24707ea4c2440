"""The closed months of a company: their seals still hold, and what a candidate says about them."""

import json
from hashlib import sha256

import duckdb
from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from audit.entries import proof_of_entries
from packages.errors import PackageError

SEALS = """
select seal_no, period, body, seal_hash, signature, public_key
from ledger.seal
order by seal_no
"""


def verify_seals(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the closed months, whose entries are those that were sealed.

    A month that was opened again and closed again has a later seal, and only that one counts.

    Raises:
        PackageError: A seal does not hold: somebody has to find out why before anything changes.
    """
    latest = {row[1]: row for row in connection.execute(SEALS).fetchall()}
    for seal_no, period, body, seal_hash, signature, public_key in latest.values():
        proof = proof_of_entries(connection, "posting_period", period)
        holds = (
            sha256(body.encode()).hexdigest() == seal_hash
            and _is_signed(body, signature, public_key)
            and json.loads(body)["merkle_root"] == proof["merkle_root"]
        )
        if not holds and not _is_open(connection, period):
            raise PackageError(
                f"seal {seal_no} of {period} does not hold: its entries are not those that were "
                "sealed. Nothing is upgraded before this is cleared up; see `perfos replay`"
            )
    return sorted(period for period in latest if not _is_open(connection, period))


def _is_signed(body: str, signature: str, public_key: str) -> bool:
    try:
        VerifyKey(bytes.fromhex(public_key)).verify(body.encode(), bytes.fromhex(signature))
    except (CryptoError, ValueError):
        return False
    return True


def _is_open(connection: duckdb.DuckDBPyConnection, period: str) -> bool:
    row = connection.execute(
        "select state from ledger.period_state where period = ?", [period]
    ).fetchone()
    return row is None or row[0] not in ("closed", "paid")
