"""What `perfos whatif` is asked: payee, deal and plan out of the words on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import Place

if TYPE_CHECKING:
    from perfos.company import Company
    from perfos.whatif.deal import Answer
    from perfos.whatif.event import Deal
    from perfos.whatif.open_deals import Outlook


@contextmanager
def failures() -> Iterator[None]:
    """Turn what the models refuse into the message of a command."""
    from perfos.company import CompanyError
    from perfos.whatif.event import NoRateError
    from transform.dbt import DbtFailed

    try:
        yield
    except CompanyError as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
    except NoRateError as error:
        raise CommandError(Exit.NOT_FOUND, str(error)) from error
    except DbtFailed as error:
        raise CommandError(Exit.PROBLEM, f"the models failed: {error}") from error


def payee_of(place: Place, text: str) -> tuple[str, str]:
    """Return id and name of the payee that is meant."""
    from perfos.cli.payee import find_payee

    with place.snapshots().open() as snapshot:
        return find_payee(snapshot, text)


def answer_to(company: "Company", deal: "Deal", earn: Decimal | None) -> "Answer | None":
    """Return what a deal would pay; with `earn`, of the deal that pays it, None if none does."""
    with failures():
        from perfos.whatif.deal import Question
        from perfos.whatif.sandbox import sandbox
        from perfos.whatif.search import amount_for

        with sandbox(company) as room:
            question = Question(room, deal)
            return question.ask(deal) if earn is None else amount_for(question, deal, earn)


def outlook_of(company: "Company", payee: str) -> "Outlook":
    """Return what the open deals would pay somebody."""
    with failures():
        from perfos.whatif.open_deals import outlook
        from perfos.whatif.sandbox import sandbox

        with sandbox(company) as room:
            return outlook(room, payee)


def credited_by(place: Place, company: "Company", payee: str, day: date) -> list[str]:
    """Return what the plans in force for a payee credit: why a deal would earn nothing."""
    with place.snapshots().open() as snapshot:
        found = snapshot.execute(
            f"select plan_id, person_id from core.payee_plan where date '{day}' >= valid_from "
            f"and date '{day}' < valid_until"
        ).fetchall()
    plans = {plan for plan, person in found if person == payee}
    return [
        f"{plan.plan} / {component.id} credits {', '.join(component.credit.events)} to its "
        f"{component.credit.to}" + (f" where {one}" if (one := component.credit.when) else "")
        for plan in company.plans
        if plan.plan in plans
        for component in plan.components
    ] or [f"no plan covers {payee} on {day}"]


def compare_plans(
    place: Place, file: Path, periods: list[str]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return what each payee would be paid by a changed plan, and the payees' names."""
    from perfos.whatif.plan_change import compare, with_plan
    from perfos.whatif.sandbox import sandbox

    company = place.company()
    if not file.is_file():
        raise CommandError(Exit.USAGE, f"{file}: no such file")
    with failures(), sandbox(company) as room:
        rows = compare(room, with_plan(company, file), periods)
    with place.snapshots().open() as snapshot:
        names = dict(snapshot.execute("select person_id, name from core.person").fetchall())
    return rows, names


def deal_of(
    company: "Company",
    payee: str,
    amount: str,
    close: str | None,
    currency: str | None,
    dims: list[str],
) -> "Deal":
    """Return the deal that the options describe."""
    from perfos.company.currencies import CURRENCIES
    from perfos.whatif.event import Deal

    try:
        day = date.fromisoformat(close) if close else datetime.now(UTC).date()
    except ValueError:
        raise CommandError(Exit.USAGE, f"{close!r} is not a day: write YYYY-MM-DD") from None
    chosen = currency or company.settings.currency
    if chosen not in CURRENCIES:
        raise CommandError(Exit.USAGE, f"{chosen!r} is not an ISO 4217 code such as EUR")
    fields = dict(one.partition("=")[::2] for one in dims)
    if not all(name and "=" in one for name, one in zip(fields, dims, strict=False)):
        raise CommandError(Exit.USAGE, "--dim takes NAME=VALUE")
    return Deal(payee, number_of(amount, "--amount"), chosen, day, fields)


def number_of(text: str, option: str) -> Decimal:
    """Return the number that an option holds."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        raise CommandError(Exit.USAGE, f"{option} takes a number such as 50000, not {text!r}")
    return value
