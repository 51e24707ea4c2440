"""A deal that has not happened, among the events of a sandbox."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from perfos.company.entities import ENTITIES, EVENT_KINDS

EVENT_ID = "whatif"
_SET_ELSEWHERE = {"event_id", "occurred_on", "amount", "currency", "owner_id"}
COLUMNS = [f.name for f in ENTITIES["event"].fields if f.name not in _SET_ELSEWHERE]

KNOWN_RATES = """
    select currency, day, rate from core.fx_daily
    union all
    select currency, date '0001-01-01' as day, 1 as rate from core.company
"""
# The last rates known go on: a deal that is to come has no rate yet.
CARRY_RATES = f"""
insert into core.fx_daily by name
select
    currency,
    cast(getvariable('day') as date) as day,
    arg_max(rate, day) as rate
from ({KNOWN_RATES})
where day <= cast(getvariable('day') as date)
group by currency
having max(day) < cast(getvariable('day') as date)
"""


class NoRateError(Exception):
    """A deal in a currency that has no rate of exchange on or before its day."""


@dataclass(frozen=True)
class Deal:
    """What would be closed.

    Attributes:
        payee: Id of its owner; empty for nobody.
        amount: In `currency`.
        currency: ISO code.
        closes: The day.
        fields: Further columns of the event, and dimensions, by name.
    """

    payee: str
    amount: Decimal
    currency: str
    closes: date
    fields: dict[str, str] = field(default_factory=dict)


def rate_of(connection: duckdb.DuckDBPyConnection, deal: Deal) -> Decimal:
    """Return the rate of a deal's currency on its day; the last one known goes on.

    Raises:
        NoRateError: There is none on or before that day.
    """
    connection.execute(f"set variable day = '{deal.closes}'")
    connection.execute(CARRY_RATES)
    rate = connection.execute(
        "select rate from core.fx_daily where currency = ? and day = ?",
        [deal.currency, deal.closes],
    ).fetchone()
    if rate is None:
        raise NoRateError(f"{deal.currency} has no rate of exchange on or before {deal.closes}")
    return Decimal(rate[0])


def put(connection: duckdb.DuckDBPyConnection, deal: Deal) -> None:
    """Put a deal among the events, in the place of the one before."""
    rate = rate_of(connection, deal)
    connection.execute(f"delete from core.event where event_id = '{EVENT_ID}'")
    row = dict(_row(deal)) | {"amount_reporting": deal.amount * rate}
    places = ", ".join(f"${name} as {name}" for name in row)
    dims = {name: text for name, text in deal.fields.items() if name not in COLUMNS}
    connection.execute(
        f"insert into core.event by name select {places}, map($keys, $values) as dims",
        {**row, "keys": list(dims), "values": list(dims.values())},
    )


def _row(deal: Deal) -> Iterator[tuple[str, Any]]:
    """Yield the columns of the deal's event."""
    given = {name: text for name, text in deal.fields.items() if name in COLUMNS}
    yield from {"kind": EVENT_KINDS[0], "deal_id": EVENT_ID, **given}.items()
    yield from {
        "event_id": EVENT_ID,
        "source_id": EVENT_ID,
        "source_system": "whatif",
        "source_table": "whatif",
        "occurred_on": deal.closes,
        "period": f"{deal.closes:%Y-%m}",
        "amount": deal.amount,
        "currency": deal.currency,
        "owner_id": deal.payee or None,
    }.items()
