"""What the open deals are expected to pay: each counts by its probability in the last forecast."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from perfos.company import Company
from perfos.paths import state_of
from perfos.rows import rows_of
from perfos.whatif.open_events import changed_by_open
from perfos.whatif.sandbox import Sandbox
from semantic.snapshot import Snapshots

FILE = Path("sales_forecast") / "forecast_deal.parquet"
DEALS = """
select
    event.currency,
    count(*) as deals,
    sum(opportunity.amount) as worth,
    sum(event.amount) as expected
from core.event as event
inner join core.opportunity as opportunity on event.event_id = opportunity.opportunity_id
where event.source_system = 'whatif'
group by event.currency
order by event.currency
"""
AS_OF = "select max(as_of) from read_parquet($file)"


class NoForecastError(Exception):
    """The snapshot holds no forecast of deals."""


@dataclass(frozen=True)
class Expectation:
    """What is expected to be earned of all open deals.

    Attributes:
        as_of: The day of the forecast.
        deals: By currency: how many, what they are worth, and what is expected of it.
        months: By payee, month and currency: what is expected to be earned.
    """

    as_of: date
    deals: list[dict[str, Any]]
    months: list[dict[str, Any]]


def forecast_of(company: Company) -> Path:
    """Return the file of the current snapshot with the deals of forecasts.

    Raises:
        NoForecastError: There is none.
    """
    snapshots = Snapshots(state_of(company.name))
    file = snapshots.folder / snapshots.current().id / FILE
    if not file.is_file():
        raise NoForecastError(
            "no deal has a probability: add the rule package sales_forecast to rules.yml, and run"
        )
    return file


def expected(place: Sandbox, forecast: Path) -> Expectation:
    """Return what everybody is expected to earn of the open deals, everything else as it stands.

    The plans in force are asked once, about the amounts that are expected: above a tier this is
    not the mean of what might be paid.

    Args:
        place: The sandbox.
        forecast: The file with the deals of forecasts; one that it does not know counts nothing.

    Raises:
        NoRateError: A deal is in a currency without a rate of exchange on or before its day.
    """
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for line in changed_by_open(place, forecast):
        if line["payee_id"]:
            sums[line["payee_id"], line["period"], line["currency"]] += line["expense"]
    with place.connect() as connection:
        ((as_of,),) = connection.execute(AS_OF, {"file": str(forecast)}).fetchall()
        deals = rows_of(connection.execute(DEALS))
    months = [
        {"payee_id": payee, "period": period, "currency": code, "expects": expects}
        for (payee, period, code), expects in sorted(sums.items())
    ]
    return Expectation(as_of, deals, months)
