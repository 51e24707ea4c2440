"""`perfos whatif`: what a deal would pay, or another plan would have paid."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place, checked_period
from perfos.cli.whatif_ask import (
    answer_to,
    compare_plans,
    credited_by,
    deal_of,
    number_of,
    outlook_of,
    payee_of,
)

if TYPE_CHECKING:
    from perfos.company import Company
    from perfos.whatif.event import Deal

START = Decimal(10_000)


Payee = Annotated[
    str | None, typer.Argument(help="Id, name, or a part of the name of the deal's owner.")
]
Amount = Annotated[str | None, typer.Option(help="What the deal is worth.")]
Earn = Annotated[str | None, typer.Option(help="Instead: what the deal should earn.")]
Open = Annotated[
    bool, typer.Option("--open", help="Instead: all open deals, each closed on its day.")
]
Expected = Annotated[
    bool,
    typer.Option(
        "--expected",
        help="Instead: what the open deals are expected to pay, each by its probability in the "
        "last forecast; to everybody without PAYEE.",
    ),
]
Close = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="The deal's day.", show_default="today")
]
Currency = Annotated[
    str | None, typer.Option(help="The deal's currency.", show_default="the company's")
]
Dim = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="A column of the event, or a dimension."),
]
PlanFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Instead: a changed plan, over the past.")
]
Months = Annotated[
    list[str] | None, typer.Option(metavar="YYYY-MM", help="With --plan: only these months.")
]


def whatif(
    context: typer.Context,
    payee: Payee = None,
    amount: Amount = None,
    earn: Earn = None,
    open_deals: Open = False,
    expected: Expected = False,
    close: Close = None,
    currency: Currency = None,
    dim: Dim = None,
    plan: PlanFile = None,
    period: Months = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the real models what would be paid; nothing is posted, and no run is disturbed.

    A deal is added to what the current snapshot holds: `perfos whatif ann --amount 50000
    --close 2026-12-20`. With --plan, the records of the snapshot are paid by another plan file.
    """
    asked = (amount, earn, open_deals or None, expected or None, plan)
    is_of_one = payee is not None or expected
    if sum(one is not None for one in asked) != 1 or (plan is None) != is_of_one:
        raise CommandError(
            Exit.USAGE,
            "ask either PAYEE with --amount, --earn, --open or --expected, or without a payee "
            "--expected or --plan FILE",
        )
    place: Place = context.obj
    if expected:
        from perfos.cli.whatif_expected import show_expected

        show_expected(place, payee, as_json)
        return
    if plan is not None:
        from perfos.cli.whatif_page import show_plan

        periods = [checked_period(one) for one in period or []]
        show_plan(*compare_plans(place, plan, periods), periods, as_json)
        return

    company = place.company()
    payee_id, name = payee_of(place, payee or "")
    if open_deals:
        from perfos.cli.whatif_page import show_outlook

        show_outlook(outlook_of(company, payee_id), name, as_json)
        return
    deal = deal_of(company, payee_id, amount or str(START), close, currency, dim or [])
    _show_deal(place, company, deal, name, earn, as_json)


def _show_deal(
    place: Place, company: "Company", deal: "Deal", name: str, earn: str | None, as_json: bool
) -> None:
    """Print what a deal would pay; with `earn`, the deal that pays it."""
    from perfos.cli.whatif_page import show_deal

    wanted = None if earn is None else number_of(earn, "--earn")
    answer = answer_to(company, deal, wanted)
    if answer is None:
        raise CommandError(Exit.NOT_FOUND, f"no deal of {name} earns {earn}: a cap, or no rate")
    hints: list[str] = []
    if not answer.own:
        hints = [*credited_by(place, company, deal.payee, deal.closes), *answer.missing]
    show_deal(answer, name, hints, as_json)
