"""What stands in a month, as a count and a digest: an approval is of this and of nothing else."""

from dataclasses import asdict, dataclass
from typing import Any

import duckdb

DIGEST = "cast(coalesce(sum(cast('0x' || substr(entry_hash, 1, 15) as bigint)), 0) as varchar)"


@dataclass(frozen=True)
class Content:
    """The entries of a month, or of one payee in it.

    Attributes:
        entries: How many there are.
        digest: A sum over their hashes: it changes with any entry, whatever their order.
    """

    entries: int
    digest: str

    def is_in(self, details: dict[str, Any]) -> bool:
        """Whether an event of the log was about just this content."""
        return bool(self.as_details().items() <= details.items())

    def as_details(self) -> dict[str, Any]:
        """Return the content as an event of the log keeps it."""
        return asdict(self)


NOTHING = Content(0, "0")


def by_period(connection: duckdb.DuckDBPyConnection) -> dict[str, Content]:
    """Return the content of each month that has entries; a forecast beside it changes no pay."""
    rows = connection.execute(
        f"select posting_period, count(*), {DIGEST} from ledger.ledger_entries "
        "where book = 'actual' group by all"
    ).fetchall()
    return {period: Content(entries, digest) for period, entries, digest in rows}


def by_payee(connection: duckdb.DuckDBPyConnection, period: str) -> dict[str, Content]:
    """Return the content of each statement of a month: payee -> entries and digest."""
    rows = connection.execute(
        f"select party_id, count(*), {DIGEST} from ledger.ledger_entries "
        "where posting_period = ? and party_id is not null group by all order by all",
        [period],
    ).fetchall()
    return {payee: Content(entries, digest) for payee, entries, digest in rows}
