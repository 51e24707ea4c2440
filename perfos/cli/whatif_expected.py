"""`perfos whatif --expected`: asked of the models, and as a person reads it."""

from decimal import Decimal
from typing import TYPE_CHECKING

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import Place
from perfos.cli.whatif_ask import failures, payee_of

if TYPE_CHECKING:
    from perfos.whatif.expected import Expectation


def show_expected(place: Place, payee: str | None, as_json: bool) -> None:
    """Print what is expected to be earned of the open deals, by month and payee."""
    from perfos.cli.output import amount, console, plain, print_json, table

    company = place.company()
    chosen = payee_of(place, payee)[0] if payee else None
    found = _expected(place)
    months = [row for row in found.months if chosen in (None, row["payee_id"])]
    if as_json:
        print_json({"as_of": found.as_of, "deals": found.deals, "months": months})
        return
    out = console()
    for one in found.deals:
        worth, share = (amount(one[name], one["currency"], {}) for name in ("worth", "expected"))
        out.print(plain(f"{one['deals']} open deals over {worth}: {share} is expected of them"))
    out.print(plain(f"by the forecast of {found.as_of}, under the plans of {company.name}"))
    rows = [
        (row["period"], row["payee_id"], amount(row["expects"], row["currency"], {}))
        for row in sorted(months, key=lambda row: (row["period"], row["payee_id"]))
    ]
    out.print(table(["Month", "Payee", "Expected>"], rows))
    totals: dict[tuple[str, str], Decimal] = {}
    for row in months:
        key = row["period"], row["currency"]
        totals[key] = totals.get(key, Decimal(0)) + row["expects"]
    lines = [(period, amount(value, code, {})) for (period, code), value in sorted(totals.items())]
    out.print(table(["Month", "In all>"], lines))


def _expected(place: Place) -> "Expectation":
    from perfos.whatif.expected import NoForecastError, expected, forecast_of
    from perfos.whatif.sandbox import sandbox

    company = place.company()
    with failures():
        try:
            forecast = forecast_of(company)
        except NoForecastError as error:
            raise CommandError(Exit.NOT_FOUND, str(error)) from error
        with sandbox(company) as room:
            return expected(room, forecast)
