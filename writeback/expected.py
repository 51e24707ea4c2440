"""What open deals are expected to pay: the plans in force, asked as `perfos whatif --expected`."""

import pyarrow as pa

from perfos.company import Company
from writeback.errors import WritebackError

SHAPE = pa.schema(
    [
        ("event_id", pa.string()),
        ("effective_on", pa.date32()),
        ("currency", pa.string()),
        ("amount", pa.decimal128(28, 6)),
    ]
)


def commission(company: Company) -> pa.Table:
    """Return what the open deals are expected to earn, line by line; `expected.commission`.

    Raises:
        WritebackError: No forecast is published, or a deal's currency has no rate.
    """
    from perfos.whatif.event import NoRateError
    from perfos.whatif.expected import NoForecastError, forecast_of
    from perfos.whatif.open_events import changed_by_open
    from perfos.whatif.sandbox import sandbox

    try:
        forecast = forecast_of(company)
        with sandbox(company) as place:
            lines = changed_by_open(place, forecast)
    except (NoForecastError, NoRateError) as error:
        raise WritebackError(f"forecast_commission: {error}") from error
    rows = [
        {
            "event_id": line["event_id"],
            "effective_on": line["effective_on"],
            "currency": line["currency"],
            "amount": line["expense"],
        }
        for line in lines
        if line["payee_id"]
    ]
    return pa.Table.from_pylist(rows, SHAPE)
