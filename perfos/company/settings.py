"""company.yml: how the company counts, and the accounts it posts to."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from perfos.company.problems import Finding, FindingsError
from perfos.company.values import (
    Amount,
    Currency,
    Day,
    Integer,
    Name,
    Period,
    Strict,
    Text,
    refused,
)

NEEDED_ACCOUNTS = ("commission_expense", "commission_payable")


def _month(value: int) -> int:
    if not 1 <= value <= 12:
        raise refused("allowed: a month from 1 to 12")
    return value


def _days(value: int) -> int:
    if not 0 <= value <= 366:
        raise refused("allowed: from 0 to 366 days")
    return value


def _share(value: Decimal) -> Decimal:
    if not 0 <= value <= 1:
        raise refused("allowed: a share from 0 to 1, such as 0.05 for 5 %")
    return value


def _needed(accounts: dict[str, "Account"]) -> dict[str, "Account"]:
    missing = [name for name in NEEDED_ACCOUNTS if name not in accounts]
    if missing:
        raise refused(f"needed besides: {', '.join(missing)} (commissions are posted to them)")
    return accounts


class Rounding(Strict):
    """Where and how amounts are rounded to the currency's minor unit."""

    stage: Literal["event", "window"] = "event"
    mode: Literal["half_up", "half_even"] = "half_up"


class Fx(Strict):
    """Which exchange rate counts."""

    policy: Literal["event_date"] = "event_date"
    max_age_days: Annotated[Integer, AfterValidator(_days)] = Field(
        default=7, description="A rate older than this on the event's date counts as missing."
    )


class Limits(Strict):
    """What lies outside of these bounds goes to quarantine."""

    amount_min: Amount = Decimal(-10_000_000)
    amount_max: Amount = Decimal(10_000_000)
    earliest: Day = date(2015, 1, 1)
    latest: Day = date(2035, 12, 31)

    @model_validator(mode="after")
    def _leave_something(self) -> Self:
        """Refuse bounds that leave nothing between them."""
        found = []
        if self.amount_max < self.amount_min:
            found.append(
                Finding(("amount_max",), f'"{self.amount_max}"', "not less than amount_min")
            )
        if self.latest < self.earliest:
            found.append(Finding(("latest",), f'"{self.latest}"', "not before earliest"))
        if found:
            raise FindingsError(found)
        return self


class Quality(Strict):
    """How much may be wrong before a run stops."""

    max_quarantined_share: Annotated[Amount, AfterValidator(_share)] = Decimal("0.05")


class Account(Strict):
    """An account of the company's chart."""

    code: Text
    title: Text
    type: Literal["asset", "liability", "equity", "revenue", "expense", "statistical"] = Field(
        description="statistical: what is counted beside money, in a book of its own, such as MRR."
    )


class Settings(Strict):
    """The whole of company.yml."""

    name: Name
    title: Text
    currency: Currency = Field(description="Reporting currency.")
    fiscal_year_start: Annotated[Integer, AfterValidator(_month)] = Field(
        default=1, description="Number of the month in which the fiscal year begins."
    )
    first_open_period: Period = Field(
        description="Earlier periods are closed: what changes about them is posted here."
    )
    rounding: Rounding = Rounding()
    fx: Fx = Fx()
    limits: Limits = Limits()
    quality: Quality = Quality()
    accounts: Annotated[dict[Name, Account], AfterValidator(_needed)]
